-- A closed channel ends the wait: of a receiver with "closed", of a sender with an error.
local tasklet, channel = require "tasklet", require "channel"
local a, b = channel.new(), channel.new(2)
b:send("rest")
b:close()
print(channel.select{a, b}) -- expect: 2	rest
print(channel.select{a, b}) -- expect: 2	nil	closed
print(pcall(channel.select, {a, {b, "send", 1}})) -- expect: false	channel is closed
local c = channel.new()
local function waiter(cases)
    tasklet(function() print(pcall(channel.select, cases)) end)()
end
waiter{a, c}
waiter{a, {b, "receive"}}
waiter{c}
tasklet.schedule()
c:close()
tasklet.run()
-- expect: true	2	nil	closed
-- expect: true	2	nil	closed
-- expect: true	1	nil	closed
local d = channel.new()
waiter{{d, "send", 1}, a}
tasklet.schedule()
d:close()
tasklet.run() -- expect: false	channel is closed
print(a:try_send(1), a:try_receive()) -- expect: false	false

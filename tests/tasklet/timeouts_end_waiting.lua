-- A send or receive with a time-out waits no longer than that, and leaves no trace then.
local tasklet, channel = require "tasklet", require "channel"
local ch = channel.new()
print(ch:receive(0.002)) -- expect: nil	timeout
print(ch:send("x", 0.002)) -- expect: nil	timeout
print(ch.balance, ch.queue) -- expect: 0	nil
print(ch:receive(0), ch:send(1, 0)) -- expect: nil	nil	timeout
tasklet(function() ch:send("in time") end)()
print(ch:receive(5)) -- expect: in time
tasklet(function() print("got", ch:receive(5)) end)()
print(ch:send("v", 5)) -- expect: got	v
-- expect: true
local log = {}
for i = 1, 3 do
    tasklet(function()
        local v, reason = ch:receive(i == 2 and 0.002 or 5)
        log[#log + 1] = i .. ":" .. tostring(v) .. (reason and "/" .. reason or "")
    end)()
end
tasklet.schedule()
while ch.balance < -2 do tasklet.sleep(0.001) end
print(ch.balance) -- expect: -2
ch:send("a") ch:send("b")
tasklet.run()
table.sort(log)
print(table.concat(log, " ")) -- expect: 1:a 2:nil/timeout 3:b
print(pcall(ch.receive, ch, 0/0)) -- expect: false	bad argument #2 to 'channel:receive' (not a number of seconds)
print(pcall(ch.send, ch, 1, "soon"))
-- expect: false	bad argument #3 to 'channel:send' (number expected, got string)

-- When no case can be done, select waits for the first that can, and for that one only.
local tasklet, channel = require "tasklet", require "channel"
local a, b, c = channel.new(), channel.new(), channel.new()
local log = {}
local function selector(name, cases)
    return tasklet(function()
        local number, value = channel.select(cases)
        log[#log + 1] = name .. number .. tostring(value)
    end)()
end
local t = selector("x", {a, b, {c, "send", "for c"}})
tasklet.schedule()
print(t.blocked, t.scheduled, t.channel, a.balance) -- expect: true	true	nil	0
b:send("B")
tasklet.schedule()
print(table.concat(log, " "), t.alive, a:try_send(1), c:try_receive())
-- expect: x2B	false	false	false
selector("y", {a, {c, "send", "for c"}})
tasklet.schedule()
print(c:receive()) -- expect: for c
tasklet.schedule()
print(log[2], a:try_send(1)) -- expect: y2nil	false
-- Who waits longest is served first, in the queue or in select.
selector("p", {a, b})
tasklet(function() local v = a:receive() log[#log + 1] = "q" .. v end)()
selector("r", {b, a})
tasklet.schedule()
for i = 1, 3 do a:send(i) end
tasklet.run()
print(table.concat(log, " ", 3)) -- expect: p11 q2 r23
-- Two that select meet each other, but nobody meets itself.
selector("u", {{a, "send", "self"}, a})
selector("v", {b, a})
tasklet.run()
print(table.concat(log, " ", 6)) -- expect: v2self u1nil

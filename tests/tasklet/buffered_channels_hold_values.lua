-- A channel with a capacity takes so many values before a sender waits.
local tasklet, channel = require "tasklet", require "channel"
local ch = channel.new(3)
print(ch.capacity, ch.count, channel.new().capacity) -- expect: 3	0	0
for i = 1, 3 do ch:send(i) end
print(ch.count, ch.balance, ch:try_send(4)) -- expect: 3	0	false
local order = {}
local t = tasklet(function() for i = 4, 9 do ch:send(i) order[#order + 1] = "s" .. i end end)()
tasklet.schedule()
print(ch.count, ch.balance, t.blocked) -- expect: 3	1	true
for i = 1, 9 do
    local v = ch:receive()
    order[#order + 1] = "r" .. v
    if i % 4 == 0 then tasklet.schedule() end
end
print(table.concat(order, " ")) -- expect: r1 r2 r3 r4 s4 s5 s6 s7 r5 r6 r7 r8 s8 s9 r9
print(ch.count, t.alive) -- expect: 0	false
ch:send(nil) ch:send(false)
print(ch:receive(), ch:receive(), ch.count) -- expect: nil	false	0
ch:send_exception("kept")
ch:send("after")
print(pcall(ch.receive, ch)) -- expect: false	kept
print(ch:receive()) -- expect: after
ch:send("left") ch:send("over")
ch:close()
print(ch.closing, ch.closed, pcall(ch.send, ch, 1)) -- expect: true	false	false	channel is closed
local got = {}
for v in ch do got[#got + 1] = v end
print(table.concat(got, " "), ch.closed) -- expect: left over	true
print(pcall(channel.new, -1)) -- expect: false	bad argument #1 to 'channel.new' (capacity out of range)
print(pcall(channel.new, 2.5))
-- expect: false	bad argument #1 to 'channel.new' (number has no integer representation)

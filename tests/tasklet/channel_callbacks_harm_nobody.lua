-- Errors, yields and switches in a channel callback do not disturb the action.
local tasklet, channel = require "tasklet", require "channel"
local ch, other = channel.new(), channel.new(5)
local seen, log = {}, {}
local function callback()
    local ok, message = pcall(other.send, other, 1)
    seen[#seen + 1] = ok and "worked" or message:match("[^ :][^:]*$")
    tasklet.schedule() -- others may run, and act on channels themselves
    for i = 1, 100 do end
    coroutine.yield("out of the callback")
end
tasklet(function() for i = 1, 3 do log[#log + 1] = "s" .. i ch:send(i) end ch:close() end)()
channel.set_channel_callback(callback)
for v in ch do log[#log + 1] = "r" .. v end
channel.set_channel_callback(nil)
table.sort(log)
print(table.concat(log, " ")) -- expect: r1 r2 r3 s1 s2 s3
print(#seen, seen[1], seen[7], other.count)
-- expect: 7	a channel callback cannot send or receive	a channel callback cannot send or receive	0
-- A tasklet that is killed in its callback dies; the next action is its own again.
local t
channel.set_channel_callback(function() if tasklet.current() == t then tasklet.schedule() end end)
t = tasklet(function()
    print(pcall(other.send, other, "not sent"))
    other:send("sent")
end)()
tasklet.schedule()
t:throw(tasklet.exit) -- expect: false	tasklet.exit
tasklet.run()
channel.set_channel_callback(nil)
print(other.count, other:receive(), t.alive) -- expect: 1	sent	false

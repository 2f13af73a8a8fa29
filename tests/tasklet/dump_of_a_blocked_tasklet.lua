-- a tasklet that waits on a channel brings it along, with all who wait there
local tasklet, channel = require "tasklet", require "channel"
local ch = channel.new()
ch.preference = 1
local senders = {}
for i = 1, 3 do
  senders[i] = tasklet(function() ch:send("from " .. i) print("sent", i) end)()
end
tasklet.schedule()
local t = tasklet.load(tasklet.dump(senders[2]))
local copy = t.channel
print(t.blocked, copy ~= ch, copy.balance, copy.preference) -- expect: true	true	3	1
print(copy.queue.next == t, t.next.next) -- expect: true	nil
copy.preference = 0
print(copy:receive(), copy:receive(), copy.balance) -- expect: from 1	from 2	1
tasklet.schedule()
-- expect: sent	1
-- expect: sent	2
print(ch.balance, senders[1].blocked) -- expect: 3	true
for _, s in ipairs(senders) do s:kill() end

local receiver = tasklet(function() for v in ch do print("got", v) end print("end") end)()
tasklet.schedule()
local r = tasklet.load(tasklet.dump(receiver))
local queue = r.channel
queue:send(7)
tasklet.schedule() -- expect: got	7
queue:close()
tasklet.schedule() -- expect: end
receiver:kill()

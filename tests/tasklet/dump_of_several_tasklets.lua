-- tasklets that are dumped together keep what they share; one by one they do not
local tasklet, channel = require "tasklet", require "channel"
local shared, ch = {n = 0}, channel.new()
local function work(key)
  while true do
    shared.n = shared.n + 1
    shared[key] = shared.n
    ch:send(shared)
  end
end
local t, u = tasklet(work)("t"), tasklet(work)("u")
tasklet.schedule()

local both = tasklet.load(tasklet.dump{t, u, first = t})
local a, b = both[1], both[2]
print(#both, both.first == a, a.channel == b.channel) -- expect: 2	true	true
local one = a.channel:receive()
print(one.n, one.t, one.u, one == shared) -- expect: 2	1	2	false
tasklet.schedule()
print(a.channel:receive() == one, one.n, shared.n) -- expect: true	3	2
-- each of them drags the other, through the channel; not when it is not there
t:kill() u:kill()
local v, w = tasklet.new():bind(work, "v"), tasklet.new():bind(work, "w")
local x, y = tasklet.load(tasklet.dump(v)), tasklet.load(tasklet.dump(w))
x:run() y:run()
print(x.channel ~= y.channel, x.channel.balance) -- expect: true	1
a:kill() b:kill() x:kill() y:kill()

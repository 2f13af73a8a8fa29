-- main may wait on a channel while a sleeper can still wake up
local tasklet, channel = require "tasklet", require "channel"

local ch = channel.new()
for i = 1, 20 do
  tasklet(function()
    tasklet.sleep(i * 0.0001)
    ch:send(i)
  end)()
end
local sum = 0
for i = 1, 20 do sum = sum + ch:receive() end
print(sum, ch.balance) -- expect: 210	0
tasklet.sleep(0.001)
print("slept") -- expect: slept

-- several producers and consumers share one channel; nothing is lost or doubled
local tasklet, channel = require "tasklet", require "channel"

local ch, producers, sum, taken = channel.new(), 4, 0, 0
for p = 1, producers do
  tasklet(function()
    for i = 1, 25 do ch:send(p * 100 + i) end
    producers = producers - 1
    if producers == 0 then ch:close() end
  end)()
end
for _ = 1, 3 do
  tasklet(function()
    for v in ch do sum, taken = sum + v, taken + 1 end
  end)()
end
tasklet.run()
print(sum, taken, ch.balance, ch.closed) -- expect: 26300	100	0	true

-- hold unlocks at the end of its block, also by an error or a kill
local tasklet, channel = require "tasklet", require "channel"

local m = tasklet.mutex()
do
  local _ <close> = m:hold()
  print(m) -- expect: mutex (held by tasklet 1 (main))
end
print(m) -- expect: mutex (free)
print(pcall(function()
  local _ <close> = m:hold()
  error("inside", 0)
end), m) -- expect: false	mutex (free)
local t = tasklet(function()
  local _ <close> = m:hold()
  channel.new():receive()
end)()
tasklet.schedule()
print(m) -- expect: mutex (held by tasklet 2)
t:kill()
print(m) -- expect: mutex (free)

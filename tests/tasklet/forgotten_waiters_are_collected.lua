-- a tasklet that waits where nobody can reach it is garbage
local tasklet, channel = require "tasklet", require "channel"

local seen = setmetatable({}, { __mode = "k" })
do
  local ch = channel.new()
  seen[tasklet(function() ch:receive() end)()] = true
  tasklet.run()
end
collectgarbage()
print(next(seen)) -- expect: nil
local kept = channel.new()
seen[tasklet(function() kept:receive() end)()] = true
tasklet.run()
collectgarbage()
print(next(seen) == kept.queue) -- expect: true

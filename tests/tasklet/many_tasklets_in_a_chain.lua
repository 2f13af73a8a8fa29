-- a thousand tasklets pass a number along a chain of channels
-- torture: 400
local tasklet, channel = require "tasklet", require "channel"

local first = channel.new()
local left = first
for _ = 1, 1000 do
  local from, to = left, channel.new()
  tasklet(function() for v in from do to:send(v + 1) end to:close() end)()
  left = to
end
tasklet(function() for i = 1, 3 do first:send(i * 10000) end first:close() end)()
for v in left do print(v) end
-- expect: 11000
-- expect: 21000
-- expect: 31000
print(tasklet.count()) -- expect: 1

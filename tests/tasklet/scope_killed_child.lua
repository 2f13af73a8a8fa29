-- a child that is killed alone disturbs nobody, before its start or later
local tasklet, channel = require "tasklet", require "channel"

local ch = channel.new()
print(tasklet.scope(function(s)
  local a, b = s:spawn(ch.receive, ch), s:spawn(print, "never")
  b:kill()
  tasklet.schedule()
  a:kill()
  local c = s:spawn(function() return ch:receive() end)
  ch:send("value")
  return c:join()
end)) -- expect: value

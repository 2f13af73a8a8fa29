-- an error while a cancelled scope ends is not lost, and it takes no new tasklets
local tasklet, channel = require "tasklet", require "channel"

local refused
print(pcall(tasklet.scope, function(s)
  s:spawn(function()
    local _ <close> = setmetatable({}, { __close = function()
      refused = select(2, pcall(s.spawn, s, print))
      error("while closing", 0)
    end })
    channel.new():receive()
  end)
  tasklet.schedule()
  s:cancel()
end)) -- expect: false	while closing
print(refused) -- expect: scope: it has ended or was cancelled; spawn before that

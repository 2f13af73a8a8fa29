-- a child that waits on after tasklet.exit, with nobody left to wake it, is told again
local tasklet, channel = require "tasklet", require "channel"

local ch, errors = channel.new(), {}
local ok, err = pcall(tasklet.scope, function(s)
  s:spawn(function()
    for i = 1, 2 do errors[i] = select(2, pcall(ch.receive, ch)) end
  end)
  s:spawn(function()
    local _ <close> = setmetatable({}, { __close = function() tasklet.schedule() end })
    ch:receive()
  end)
  tasklet.schedule()
  s:cancel()
end)
print(ok, err:match("deadlock: tasklet 1 %(main%)")) -- expect: false	deadlock: tasklet 1 (main)
print(#errors, errors[1], errors[2]) -- expect: 2	tasklet.exit	tasklet.exit

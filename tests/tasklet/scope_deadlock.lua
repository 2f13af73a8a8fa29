-- a child that would wait for ever gets the deadlock error, and all others end
local tasklet, channel = require "tasklet", require "channel"

local ch = channel.new()
local ok, err = pcall(tasklet.scope, function(s)
  s:spawn(function()
    pcall(ch.receive, ch)
    ch:receive()
  end)
end)
print(ok, err:match("deadlock: tasklet %d")) -- expect: false	deadlock: tasklet 2
print(ch.balance, tasklet.count()) -- expect: 0	1

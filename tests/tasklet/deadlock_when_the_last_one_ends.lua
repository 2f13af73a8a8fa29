-- main waits and the last other tasklet ends: main's operation fails
local tasklet, channel = require "tasklet", require "channel"

local ch, other = channel.new(), channel.new()
local blocked = tasklet(function() ch:receive() end)()
tasklet(function() end)()
local ok, message = pcall(function() local v = ch:receive() end)
print(ok, message:match(":(%d+: deadlock: tasklet 1 %(main%))")) -- expect: false	7: deadlock: tasklet 1 (main)
print(message:match("; (.*) on")) -- expect: tasklet 2 waits to receive
print(ch.balance, blocked.blocked) -- expect: -1	true
tasklet(function() end)()
print(pcall(other.send, other, 1)) -- expect: false	deadlock: tasklet 1 (main) would wait for ever to send on channel: 0x00000000000002

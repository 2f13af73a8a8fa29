-- main cannot wait when nobody is left to run: an error, and nothing has changed
local tasklet, channel = require "tasklet", require "channel"

local ch = channel.new()
local ok, message = pcall(function() return ch:receive() end)
print(ok, message:match("deadlock: tasklet 1 %(main%) would wait for ever to receive")) -- expect: false	deadlock: tasklet 1 (main) would wait for ever to receive
local ok, message = pcall(function() ch:send(1) end)
print(ok, message:match("to send on " .. tostring(ch))) -- expect: false	to send on channel: 0x00000000000001
print(ch.balance, tasklet.count()) -- expect: 0	1
tasklet(function() ch:send("fine") end)()
print(ch:receive()) -- expect: fine

-- a closed channel refuses to send and receive until it is opened again
local tasklet, channel = require "tasklet", require "channel"

local function why(f) return (select(2, pcall(f)):match(":(%d+: .*)")) end
local ch = channel.new()
ch:close()
print(why(function() ch:send(1) end)) -- expect: 7: channel is closed
print(why(function() return 1, ch:receive() end)) -- expect: 8: channel is closed
print(ch.balance, tasklet.count()) -- expect: 0	1
ch:open()
tasklet(function() ch:send("open") end)()
print(ch:receive(), ch.closing) -- expect: open	false

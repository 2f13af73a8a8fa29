-- the fields of a channel; preference keeps the sign of an integer
local tasklet, channel = require "tasklet", require "channel"

local function why(f) return (select(2, pcall(f)):match(":(%d+: .*)")) end
local ch = channel.new()
print(ch.balance, ch.preference, ch.schedule_all) -- expect: 0	-1	false
print(ch.closing, ch.closed, ch.queue) -- expect: false	false	nil
ch.preference = 17
ch.schedule_all = 1
print(ch.preference, ch.schedule_all) -- expect: 1	true
print(why(function() ch.preference = "x" end)) -- expect: 11: preference must be set to an integer
print(why(function() ch.balance = 1 end)) -- expect: 12: cannot set field 'balance' of a channel
print(ch.preference, ch.nothing, type(ch)) -- expect: 1	nil	userdata
print(tostring(ch):match("^channel: 0x%x+$") ~= nil) -- expect: true

-- select does the one case that can be done, and tells its number and the value.
local tasklet, channel = require "tasklet", require "channel"
local a, b, buffered = channel.new(), channel.new(), channel.new(1)
tasklet(function() b:send("from b") end)()
tasklet.schedule()
print(channel.select{a, b}) -- expect: 2	from b
tasklet(function() print("a got", a:receive()) end)()
tasklet.schedule()
print(channel.select{b, {a, "send", "to a"}}) -- expect: a got	to a
-- expect: 2	nil
print(channel.select{a, {buffered, "send", "kept"}}) -- expect: 2	nil
print(channel.select{{buffered, "send", "more"}, {buffered, "receive"}}) -- expect: 2	kept
print(channel.select({a, b}, 0)) -- expect: nil	timeout
tasklet(function() b:send_exception({code = 5}) end)()
tasklet.schedule()
local ok, e = pcall(channel.select, {a, b})
print(ok, e.code, a.balance, b.balance) -- expect: false	5	0	0
print(pcall(channel.select, {})) -- expect: false	select has no case
print(select(2, pcall(channel.select, {a, 7})))
-- expect: case 2 of select must be a channel, {channel, "receive"} or {channel, "send", value}
print((select(2, pcall(channel.select, {{a, "sent"}}))):sub(1, 16)) -- expect: case 1 of select
print(select(2, pcall(channel.select, a)))
-- expect: bad argument #1 to 'channel.select' (table expected, got channel)

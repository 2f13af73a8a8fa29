-- send and receive meet, whoever comes first; nil and false are values too
local tasklet, channel = require "tasklet", require "channel"

local ch = channel.new()
tasklet(function()
  for _, v in ipairs { "one", 2, false } do ch:send(v) end
  ch:send(nil)
end)()
print(ch:receive(), ch:receive()) -- expect: one	2
print(ch:receive(), ch:receive()) -- expect: false	nil
local got
tasklet(function() got = ch:receive() end)()
tasklet.schedule()
print(ch.balance, ch:send("x"), got) -- expect: -1	nil	x

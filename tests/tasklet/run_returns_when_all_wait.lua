-- no deadlock inside run(): it returns and those who wait go on waiting
local tasklet, channel = require "tasklet", require "channel"

local a, b = channel.new(), channel.new()
local one = tasklet(function() a:receive() b:send(1) end)()
local two = tasklet(function() b:receive() a:send(1) end)()
print(tasklet.run(), one.blocked, two.blocked) -- expect: nil	true	true
print(one.channel == a, two.channel == b) -- expect: true	true
a:send("go")
tasklet.run()
print(one.alive, two.blocked, a.balance) -- expect: false	true	1
print(a:receive(), tasklet.run(), two.alive) -- expect: 1	nil	false

-- nobody can join itself, nor wait for what never ends; a killed joiner leaves no trace
local tasklet, channel = require "tasklet", require "channel"

local main = tasklet.main()
print(pcall(main.join, main)) -- expect: false	a tasklet cannot join itself; let another one join it
local ch = channel.new()
local t = tasklet(function() return ch:receive() end)()
local joiner = tasklet(function() t:join() end)()
tasklet.schedule()
print(t.done.balance, joiner.blocked) -- expect: -1	true
joiner:kill()
print(t.done.balance, joiner.alive) -- expect: 0	false
print((select(2, pcall(t.join, t)):match("deadlock: tasklet 1 %(main%)"))) -- expect: deadlock: tasklet 1 (main)
print(t.done.balance, t.alive) -- expect: 0	true
ch:send("late")
print(t:join()) -- expect: late
print(pcall(t.join)) -- expect: false	bad argument #1 to 'tasklet:join' (tasklet expected, got no value)

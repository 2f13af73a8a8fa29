-- insert, remove, run and switch refuse the blocked, the dead and the current one
local tasklet, channel = require "tasklet", require "channel"

local function fails(f, ...) print((select(2, pcall(f, ...)))) end
local ch = channel.new()
local blocked = tasklet(function() ch:receive() end)()
local dead = tasklet(function() end)()
tasklet.run()
fails(blocked.insert, blocked) -- expect: cannot run a blocked tasklet
fails(blocked.run, blocked) -- expect: cannot run a blocked tasklet
fails(blocked.switch, blocked) -- expect: cannot run a blocked tasklet
fails(blocked.remove, blocked) -- expect: cannot remove a blocked tasklet
fails(dead.insert, dead) -- expect: cannot run an unbound (dead) tasklet
fails(dead.run, dead) -- expect: cannot run an unbound (dead) tasklet
print(dead:remove() == dead) -- expect: true
local main = tasklet.main()
fails(main.remove, main) -- expect: the current tasklet cannot be removed
print(main:insert() == main, main:run(), main:switch()) -- expect: true	nil	nil
local t = tasklet(print)("ran")
print(t:remove().paused, t:remove().paused, tasklet.count()) -- expect: true	true	1
t:insert():insert()
print(tasklet.count()) -- expect: 2
tasklet.run() -- expect: ran
print(ch.balance) -- expect: -1

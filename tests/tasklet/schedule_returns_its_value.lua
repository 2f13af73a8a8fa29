-- schedule(v) and schedule_remove(v) return v, or the current tasklet
local tasklet = require "tasklet"

local main = tasklet.current()
print(tasklet.schedule(7), tasklet.schedule() == main) -- expect: 7	true
tasklet(function() end)()
print(tasklet.schedule("later")) -- expect: later
local t = tasklet(function() main:insert() end)()
print(tasklet.schedule_remove(false)) -- expect: false
print(t.alive) -- expect: false

-- a tasklet killed before it started never runs
local tasklet = require "tasklet"

local ran = false
local t = tasklet(function() ran = true end)()
print(tasklet.count(), t.alive) -- expect: 2	true
t:kill()
print(tasklet.count(), t.alive, ran) -- expect: 1	false	false
t:kill()
tasklet.new():kill()
print(pcall(t.throw, t, "x")) -- expect: false	cannot throw to a dead tasklet
t:throw(tasklet.exit)
print(tasklet.count()) -- expect: 1

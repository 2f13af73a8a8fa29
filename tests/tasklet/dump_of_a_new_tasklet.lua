-- new, bound and dead tasklets load as what they are
local tasklet = require "tasklet"
local function copy(t) return tasklet.load(tasklet.dump(t)) end

local new = copy(tasklet.new())
print(new.alive, pcall(new.setup, new)) -- expect: false	false	the tasklet was not bound to a function
local bound = copy(tasklet.new(function(...) print("called", ...) end))
print(bound.alive) -- expect: false
bound(1, nil, "c")
tasklet.run() -- expect: called	1	nil	c
local started = copy(tasklet.new():bind(function(...) print("started", ...) end, 1, 2))
print(started.alive, started.paused) -- expect: true	true
started:run() -- expect: started	1	2

local dead = tasklet(error)({"reason"})
pcall(tasklet.run)
local again = copy(dead)
print(again.alive, again.error[1], again.error == dead.error) -- expect: false	reason	false
again:bind(print, "bound anew"):run() -- expect: bound anew

-- an error thrown into a tasklet that has not started goes to main, as its own would
local tasklet = require "tasklet"

local t = tasklet(function() print("never") end)()
print(pcall(function() t:throw("early") end)) -- expect: false	early
print(t.alive, t.error, tasklet.count()) -- expect: false	early	1
local u = tasklet.new(print)
print(pcall(u.raise, u, "x")) -- expect: false	cannot throw to a dead tasklet
print(u.alive, u.error) -- expect: false	nil

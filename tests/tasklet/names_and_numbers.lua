-- tasklets are numbered in order of creation and can have a name
local tasklet = require "tasklet"

local function why(f) return (select(2, pcall(f)):match(":(%d+: .*)")) end
local main, t = tasklet.main(), tasklet.new()
print(main.number, t.number, t.name) -- expect: 1	2	nil
print(main, t) -- expect: tasklet 1 (main)	tasklet 2
t.name = "reader"
print(t, t.name, type(t)) -- expect: tasklet 2 (reader)	reader	userdata
t.name = nil
print(t, t.missing) -- expect: tasklet 2	nil
print(why(function() t.name = {} end)) -- expect: 12: a tasklet's name must be a string
print(why(function() t.number = 3 end)) -- expect: 13: cannot set field 'number' of a tasklet

-- t:switch() runs t and takes the caller out of the ring until someone inserts it
local tasklet = require "tasklet"
local log = {}
local function note(what) log[#log + 1] = what end

local a, b
a = tasklet(function()
  note("a1")
  b:switch()
  note("a2")
end)()
b = tasklet(function()
  note("b1")
  note(tostring(a.paused))
  a:insert()
  tasklet.schedule()
  note("b2")
end)()
tasklet.run()
print(table.concat(log, " ")) -- expect: a1 b1 true a2 b2

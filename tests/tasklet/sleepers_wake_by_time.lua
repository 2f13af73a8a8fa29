-- who has less time to sleep wakes first, and a sleeper can be killed
local tasklet = require "tasklet"
local log = {}
local function note(what) log[#log + 1] = what end

local long = tasklet(function()
  tasklet.sleep(3600)
  note("never")
end)()
tasklet(function()
  tasklet.sleep(0)
  note("zero")
end)()
tasklet(function()
  tasklet.sleep(0.3)
  note("short")
  note(tostring(long.blocked))
  long:kill()
end)()
tasklet.run()
print(table.concat(log, " ")) -- expect: zero short true
print(long.alive) -- expect: false
print(pcall(tasklet.sleep, 0 / 0)) -- expect: false	bad argument #1 to 'tasklet.sleep' (not a number of seconds)
print(pcall(tasklet.sleep)) -- expect: false	bad argument #1 to 'tasklet.sleep' (number expected, got no value)

-- an uncaught error is raised in the innermost run(), not in main
local tasklet = require "tasklet"
local log = {}
local function note(what) log[#log + 1] = what end

tasklet(function()
  tasklet(function() error("oops", 0) end)()
  note(select(2, pcall(tasklet.run)))
end)()
tasklet.run()
note("main is fine")
print(table.concat(log, " ")) -- expect: oops main is fine

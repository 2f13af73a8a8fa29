-- run() inside a tasklet: the innermost one returns first
local tasklet = require "tasklet"
local log = {}
local function note(what) log[#log + 1] = what end

tasklet(function()
  tasklet(note)("inner task")
  tasklet.run()
  note("inner run")
end)()
tasklet(note)("outer task")
tasklet.run()
note("outer run")
print(table.concat(log, " ")) -- expect: outer task inner task inner run outer run

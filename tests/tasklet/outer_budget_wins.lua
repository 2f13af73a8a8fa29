-- the outermost run with a budget owns the slices and gets the victim
local tasklet = require "tasklet"
local log = {}
local function note(what) log[#log + 1] = what end

local spinner
tasklet(function()
  spinner = tasklet(function() while true do end end)()
  note("inner got " .. tostring(tasklet.run { budget = 100 }))
end)()
local victim = tasklet.run { budget = 5000 }
note(tostring(victim == spinner))
tasklet.run()
print(table.concat(log, " ")) -- expect: true inner got nil
spinner:kill()

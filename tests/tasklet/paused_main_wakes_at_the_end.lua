-- main that paused itself goes on when nobody else is left; alone, at once
local tasklet = require "tasklet"
local log = {}
local function note(what) log[#log + 1] = what end

tasklet.schedule_remove()
note("alone")
for i = 1, 2 do tasklet(note)(i) end
tasklet.schedule_remove()
note("woken")
print(table.concat(log, " ")) -- expect: alone 1 2 woken

-- a tasklet that left the ring is paused and goes on where it was, once inserted
local tasklet = require "tasklet"
local log = {}
local function note(what) log[#log + 1] = what end

local t = tasklet(function(name)
  note(name .. " before")
  tasklet.schedule_remove()
  note(name .. " after")
end)("t")
tasklet.run()
note("paused=" .. tostring(t.paused))
tasklet.run()
t:insert()
tasklet.run()
print(table.concat(log, " ")) -- expect: t before paused=true t after
print(t.alive, t.paused) -- expect: false	false

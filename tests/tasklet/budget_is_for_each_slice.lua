-- a slice begins anew at every switch: those who yield are not interrupted
local tasklet = require "tasklet"
local log = {}
local function note(what) log[#log + 1] = what end

local function polite(name)
  for i = 1, 20 do
    for _ = 1, 100 do end
    tasklet.schedule()
  end
  note(name)
end
local rude = tasklet(function() while true do end end)
tasklet(polite)("a")
tasklet(polite)("b")
rude()
note(tostring(tasklet.run { budget = 500 } == rude))
note(tostring(tasklet.run { budget = 500 }))
print(table.concat(log, " ")) -- expect: true a b nil
rude:kill()
print(rude.alive) -- expect: false

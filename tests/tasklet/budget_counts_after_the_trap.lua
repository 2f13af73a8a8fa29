-- a budget that ran out behind the switch trap interrupts as soon as the trap is gone
local tasklet = require "tasklet"
local steps = 0
local spinner = tasklet(function()
  tasklet.switch_trap(1)
  for _ = 1, 10000 do steps = steps + 1 end
  tasklet.switch_trap(-1)
  for _ = 1, 100 do steps = steps + 1 end
end)()
print(tasklet.run { budget = 1000 } == spinner, steps < 10100) -- expect: true	true
spinner:insert()
print(tasklet.run { budget = 1000 }, steps) -- expect: nil	10100

-- run{budget} returns a tasklet that uses up its slice; it is paused and can go on
local tasklet = require "tasklet"

local steps = 0
local spinner = tasklet(function()
  while steps < 10000 do steps = steps + 1 end
end)()
local slices = 0
while true do
  local victim = tasklet.run { budget = 1000 }
  if not victim then break end
  slices = slices + 1
  assert(victim == spinner and victim.paused and victim.restorable)
  victim:insert()
end
print(steps, slices, spinner.alive) -- expect: 10000	10	false
local quick = tasklet(function() end)()
print(tasklet.run { budget = 1000 }, quick.alive) -- expect: nil	false
print(select(2, pcall(tasklet.run, { budgets = 1 }))) -- expect: unknown option 'budgets' of tasklet.run
print(select(2, pcall(tasklet.run, { budget = 0 }))) -- expect: budget must be a number of ticks, 1 or more

-- total_budget counts the ticks of the whole run, whoever is current.
local tasklet = require "tasklet"
local counts = {0, 0, 0}
for i = 1, 3 do
    tasklet(function()
        while true do
            counts[i] = counts[i] + 1
            if counts[i] % 10 == 0 then tasklet.schedule() end
        end
    end)()
end
local victim = tasklet.run{total_budget = 3000}
print(victim.paused, victim.is_current) -- expect: true	false
local sum = counts[1] + counts[2] + counts[3]
print(sum > 2000 and sum <= 3000, math.abs(counts[1] - counts[3]) <= 20) -- expect: true	true
-- A budget for each slice beside it: the first that is over counts.
tasklet(function() while true do counts[1] = counts[1] + 1 end end)()
local before = counts[1]
victim = tasklet.run{total_budget = 100000, budget = 1000}
print(counts[1] - before > 900, victim.paused) -- expect: true	true
for _, t in ipairs(tasklet.all()) do if not t.is_current then t:kill() end end
print(#tasklet.all(), tasklet.count()) -- expect: 1	1
print(pcall(tasklet.run, {total_budget = 0}))
-- expect: false	total_budget must be a number of ticks, 1 or more
print(pcall(tasklet.run, {hard = true})) -- expect: false	unknown option 'hard' of tasklet.run

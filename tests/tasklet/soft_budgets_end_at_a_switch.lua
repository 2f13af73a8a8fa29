-- A soft budget interrupts nobody: run() returns at the next switch, and gives nil.
local tasklet = require "tasklet"
local log = {}
for i = 1, 2 do
    tasklet(function()
        for round = 1, 3 do
            for _ = 1, 1000 do end
            log[#log + 1] = i .. ":" .. round
            tasklet.schedule()
        end
    end)()
end
print(tasklet.run{budget = 100, soft = true}) -- expect: nil
print(table.concat(log, " "), tasklet.count()) -- expect: 1:1	3
print(tasklet.run{total_budget = 2500, soft = true}) -- expect: nil
print(table.concat(log, " ")) -- expect: 1:1 2:1 1:2 2:2
print(tasklet.run{budget = 1000000, soft = true}) -- expect: nil
print(table.concat(log, " "), tasklet.count()) -- expect: 1:1 2:1 1:2 2:2 1:3 2:3	1

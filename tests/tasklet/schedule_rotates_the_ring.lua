-- schedule() lets every other runnable tasklet run once, in order of insertion
local tasklet = require "tasklet"
local log = {}
local function note(what) log[#log + 1] = what end

local function worker(name)
  for i = 1, 2 do
    note(name .. i)
    tasklet.schedule()
  end
end
tasklet(worker)("a")
tasklet(worker)("b")
for i = 1, 3 do
  note("m" .. i)
  tasklet.schedule()
end
print(table.concat(log, " ")) -- expect: m1 a1 b1 m2 a2 b2 m3
print(tasklet.count()) -- expect: 1

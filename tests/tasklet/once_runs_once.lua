-- once runs one function; who calls meanwhile waits, and all get its results
local tasklet = require "tasklet"
local o, runs, got = tasklet.once(), 0, {}

local function slow(a)
  runs = runs + 1
  tasklet.schedule()
  return a, nil, runs
end
for i = 1, 3 do
  tasklet(function() got[i] = table.pack(o:call(slow, i)) end)()
end
tasklet.schedule()
print(o, #got) -- expect: once (runs)	0
tasklet.run()
for i = 1, 3 do print(table.unpack(got[i], 1, got[i].n)) end
-- expect: 1	nil	1
-- expect: 1	nil	1
-- expect: 1	nil	1
print(o, o:call(error)) -- expect: once (done)	1	nil	1

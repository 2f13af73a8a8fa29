-- join waits for the end of a tasklet and gives what it returned, to as many as ask
local tasklet = require "tasklet"

local t = tasklet(function(a) tasklet.schedule() return a, nil, "end" end)(1)
local got = {}
for i = 1, 2 do
  tasklet(function() got[i] = table.pack(t:join()) end)()
end
print(t.results) -- expect: nil
print(t:join()) -- expect: 1	nil	end
tasklet.run()
print(got[1].n, got[2].n, got[2][3]) -- expect: 3	3	end
print(t:join()) -- expect: 1	nil	end
print(t.results.n, t.results == t.results) -- expect: 3	true
local silent = tasklet(function() end)()
print(select("#", silent:join()), silent.results.n) -- expect: 0	0

-- a scope forgets those that have ended, and still waits for all others
local tasklet = require "tasklet"

local ended = 0
local function work(turns)
  for _ = 1, turns do tasklet.schedule() end
  ended = ended + 1
end
local scope
tasklet.scope(function(s)
  scope = s
  s:spawn(work, 30)
  for i = 1, 20 do s:spawn(work, 0):join() end
end)
print(ended, scope.spawned, scope.count) -- expect: 21	21	2

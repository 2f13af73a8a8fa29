-- a scope is left when all that was spawned in it has ended; it returns what its body did
local tasklet = require "tasklet"
local log = {}

local function work(name, turns)
  for _ = 1, turns do tasklet.schedule() end
  log[#log + 1] = name
end
print(tasklet.scope(function(s)
  s:spawn(work, "long", 5)
  local short = s:spawn(work, "short", 1)
  s:spawn(function() s:spawn(work, "grandchild", 9) end)
  log[#log + 1] = "body"
  print(short.alive, s) -- expect: true	scope (open, 3 spawned)
  return 1, nil, 3
end)) -- expect: 1	nil	3
print(table.concat(log, " ")) -- expect: body short long grandchild

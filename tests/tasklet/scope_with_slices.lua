-- a scope whose tasklets are interrupted all the time loses none of them
local tasklet = require "tasklet"

local sum, trouble = 0, nil
local function work(n)
  local x = 0
  for i = 1, n do x = x + 1 end
  sum = sum + x
end
tasklet(function()
  tasklet.scope(function(s)
    for i = 1, 5 do s:spawn(work, 7) end
  end)
  print(sum) -- expect: 35
  print(pcall(tasklet.scope, function(s)
    for i = 1, 5 do s:spawn(work, 1e9) end
    s:spawn(error, "enough", 0)
  end)) -- expect: false	enough
end)()
local function slice()
  local t = tasklet.run { budget = 3 }
  if t then t:insert() end
  return t
end
while slice() do end
print(tasklet.count()) -- expect: 1

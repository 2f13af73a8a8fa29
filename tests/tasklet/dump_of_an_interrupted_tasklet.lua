-- a tasklet that was interrupted anywhere goes on there in the loaded one
-- torture: 7
local tasklet = require "tasklet"
local function work()
  local sum, parts = 0, {}
  for i = 1, 30 do
    sum = sum + select("#", table.unpack(parts)) + #tostring(i)
    parts[#parts + 1] = ("x"):rep(i % 3)
    for k, v in pairs(parts) do sum = sum + k + #v end
  end
  return sum .. table.concat(parts, ",")
end
local dumps, wrong = 0, 0
for budget = 1, 40, 3 do
  result = nil
  tasklet(function() result = work() end)()
  local stopped = tasklet.run{budget = budget}
  while stopped do
    tasklet.load(tasklet.dump(stopped)):insert()
    dumps = dumps + 1
    stopped = tasklet.run{budget = budget}
  end
  if result ~= work() then wrong = wrong + 1 end
end
print(dumps > 1000, wrong) -- expect: true	0

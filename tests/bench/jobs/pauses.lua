-- COUNT live objects, and garbage made beside them: for the collector's pauses. From
-- 10 million on there are also an array of 10 million numbers and 100 000 fibers.
local job = require "job"
local count = tonumber(... or 100000)
local live, array, fibers = {}, {}, {}
for i = 1, count // 10 do
  local list = {}
  for j = 1, 9 do list[j] = {j} end
  live[i] = list
end
if count >= 10000000 then
  for i = 1, 10000000 do array[i] = i end
  for i = 1, 100000 do
    fibers[i] = coroutine.wrap(function(x) return coroutine.yield(x) end)
    fibers[i](i)
  end
end
job.checkpoint() -- the measurement starts here
local garbage = 0
for i = 1, math.max(count * 4, 4000000) do
  local t = {i}
  if i % 64 == 0 then live[i // 64 % #live + 1][1] = t end
  garbage = garbage + #t
end
print(garbage, #array, #fibers)

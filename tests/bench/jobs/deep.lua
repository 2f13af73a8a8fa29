-- A stack 200 000 calls deep, of which only the top moves.
local job = require "job"
local depth = tonumber(... or 200000)
local function leaf(n) return n + 1 end
local function down(n)
  if n > 0 then return 1 + down(n - 1) end
  job.checkpoint()
  local sum = 0
  for _ = 1, 3 do
    for i = 1, 1000 do sum = sum + leaf(i) end
    job.checkpoint()
  end
  return sum
end
print(down(depth))

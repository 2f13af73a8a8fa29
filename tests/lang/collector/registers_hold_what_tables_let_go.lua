-- A value that only a register holds lives on while a callee collects.
-- torture: 100000
-- skip gc: full collections at 1.5 million safepoints take minutes
local function churn(n)
  local sum = 0
  for i = 1, n do
    local pair = {i, i}
    sum = sum + #pair
  end
  return sum
end

local lost = 0
for round = 1, 120 do
  local t = {}
  for i = 1, 6000 do t[i] = {i} end
  for i = 1, 97 * round do local filler = {i, i} end
  local held = t[6000]
  t[6000] = false
  churn(6000)
  if held[1] ~= 6000 then lost = lost + 1 end
end
print(lost) -- expect: 0

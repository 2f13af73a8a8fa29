-- Binary trees: allocation and collection.
local function make(depth)
  if depth == 0 then return {} end
  return {make(depth - 1), make(depth - 1)}
end
local function count(tree)
  if tree[1] then return 1 + count(tree[1]) + count(tree[2]) end
  return 1
end
local max = 15
local long = make(max)
local total = 0
for depth = 4, max, 2 do
  for _ = 1, 1 << (max - depth + 2) do total = total + count(make(depth)) end
end
print(total, count(long))

-- table.sort: plain numbers, and a comparator written in Lua.
local seed = 42
local function random()
  seed = (seed * 1103515245 + 12345) & 0x7fffffff
  return seed
end
local n = 400000
local a, b = {}, {}
for i = 1, n do a[i] = random(); b[i] = a[i] end
table.sort(a)
table.sort(b, function(x, y) return x > y end)
local check = 0
for i = 1, n do check = (check * 31 + a[i] + b[n - i + 1]) & 0xffffff end
print(a[1], b[1], check)

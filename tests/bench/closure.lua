-- Closures: made, called, and sharing a variable.
local function counter()
  local n = 0
  return function(step) n = n + step; return n end, function() return n end
end
local total = 0
for i = 1, 2000000 do
  local add, get = counter()
  add(i); add(1)
  total = total + get() % 7
end
local function compose(f, g) return function(x) return f(g(x)) end end
local inc = function(x) return x + 1 end
local f = inc
for _ = 1, 10 do f = compose(f, inc) end
for i = 1, 800000 do total = total + f(i) % 3 end
print(total)

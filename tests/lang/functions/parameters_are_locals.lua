-- Parameters are local variables of the call; assigning to them changes nothing outside.
local function f(a, b) a, b = b, a return a, b end
local x, y = 1, 2
print(f(x, y)) -- expect: 2	1
print(x, y) -- expect: 1	2
local function default(a, b) a = a or "A" if b == nil then b = "B" end return a, b end
print(default()) -- expect: A	B
print(default(false, false)) -- expect: A	false
local function named(options) return options.x or 0, options.y or 0 end
print(named{y = 5}, (named{x = 1})) -- expect: 0	1
local function counter(n) return function() n = n + 1 return n end end
local c1, c2 = counter(10), counter(20)
print(c1(), c1(), c2()) -- expect: 11	12	21
local function swap(t, i, j) t[i], t[j] = t[j], t[i] return t end
print(table.concat(swap({"a", "b", "c"}, 1, 3))) -- expect: cba
local function shadow(x) local x = x .. "!" do local x = x .. "?" end return x end
print(shadow("s")) -- expect: s!
local function same(a, a) return a end
print(same(1, 2)) -- expect: 2

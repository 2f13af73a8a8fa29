-- Closures capture variables, not values: all see each assignment.
local function make()
    local value = 0
    return {
        get = function() return value end,
        set = function(v) value = v end,
        add = function(d) value = value + d return value end,
    }
end
local a, b = make(), make()
a.set(10)
print(a.get(), b.get(), a.add(5), a.get(), b.add(1)) -- expect: 10	0	15	15	1
local x = 1
local function read() return x end
x = 2
print(read()) -- expect: 2
local function write(v) x = v end
write(3)
print(x, read()) -- expect: 3	3
local function nested()
    return function() x = x * 10 return function() x = x + 1 return x end end
end
print(nested()()(), x) -- expect: 31	31
local fs = {}
local shared = 0
for i = 1, 3 do fs[i] = function() shared = shared + i return shared end end
print(fs[1](), fs[2](), fs[3](), shared) -- expect: 1	3	6	6

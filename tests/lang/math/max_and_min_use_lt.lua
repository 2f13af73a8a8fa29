-- math.max and math.min compare with <, so that strings and objects have extremes, too.
print(math.max("b", "c", "a"), math.min("b", "c", "a"), math.max("10", "9"), math.min("10", "9"))
-- expect: c	a	9	10
local log = {}
local mt = {__lt = function(a, b)
    log[#log + 1] = a.v .. "<" .. b.v
    return a.v < b.v
end}
local function new(v) return setmetatable({v = v}, mt) end
print(math.max(new(1), new(3), new(2)).v, table.concat(log, " ")) -- expect: 3	1<3 3<2
log = {}
print(math.min(new(1), new(3), new(2)).v, table.concat(log, " ")) -- expect: 1	3<1 2<1
mt.__lt = function() return 1 end
print(math.max(new(1), new(3), new(2)).v, math.min(new(1), new(3), new(2)).v) -- expect: 2	2
mt.__lt = function() error("no", 0) end
print(pcall(math.max, new(1), new(2))) -- expect: false	no

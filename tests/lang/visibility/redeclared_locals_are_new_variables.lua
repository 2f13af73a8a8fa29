-- A second local of the same name hides the first one, which closures still have.
local x = 1
local function first() return x end
local x = x + 1
local function second() x = x * 10 return x end
local x = "third"
print(first(), second(), x, first(), second()) -- expect: 1	20	third	1	200
local fs = {}
for i = 1, 2 do
    local v = i
    fs[#fs + 1] = function() return v end
    local v = v .. "b"
    fs[#fs + 1] = function() return v end
end
print(fs[1](), fs[2](), fs[3](), fs[4]()) -- expect: 1	1b	2	2b
local function f(a)
    local get = function() return a end
    local a = a + 1
    return a, get()
end
print(f(1)) -- expect: 2	1

-- Parameters can be captured and assigned; a goto back makes a new variable.
local function make(a, b)
    local function set(v) a = v end
    local function get() return a, b end
    b = b + 1
    return set, get
end
local set, get = make(1, 2)
set("new")
print(get()) -- expect: new	3
local function vararg(...)
    local first = ...
    local all = {...}
    return function() first = first + 1 return first, #all end
end
local v = vararg(1, 2, 3)
print(v(), v()) -- expect: 2	3	3
local fs, i = {}, 0
::again::
local fresh = i
fs[#fs + 1] = function() fresh = fresh + 1 return fresh end
i = i + 10
if i < 30 then goto again end
print(fs[1](), fs[1](), fs[2](), fs[3]()) -- expect: 1	2	11	21

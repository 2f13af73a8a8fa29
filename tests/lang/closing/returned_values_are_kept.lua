-- Values of return are evaluated before the variables are closed.
local log = {}
local x = "before"
local function closing(f) return setmetatable({}, {__close = f}) end
local function C()
    return closing(function() x = "after" log[#log + 1] = "c" return "dropped" end)
end
local function f() local a <close> = C() return x, log, #log end
print(f(), x) -- expect: before	after
print(select("#", (function() local a <close> = C() return 1, nil, nil end)())) -- expect: 3
print((function(...) local a <close> = C() return ... end)(1, nil, 3)) -- expect: 1	nil	3
local function many() local a <close> = C() return table.unpack({1, 2, 3, 4, 5}) end
print(many()) -- expect: 1	2	3	4	5
local function g() local a <close> = C() return many() end
print(select("#", g()), (g())) -- expect: 5	1
local function nothing() local a <close> = C() end
print(select("#", nothing())) -- expect: 0
local function table_of()
    local t = {1}
    local a <close> = closing(function() t[1] = 2 end)
    return t
end
print(table_of()[1], #log) -- expect: 2	9

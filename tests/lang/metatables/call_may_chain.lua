-- __call may be any callable value; each step puts its object before the arguments.
local function show(...)
    local t = {...}
    for i, v in ipairs(t) do t[i] = type(v) == "table" and v.name or tostring(v) end
    return table.concat(t, " ")
end
local a = setmetatable({name = "a"}, {__call = show})
local b = setmetatable({name = "b"}, {__call = a})
local c = setmetatable({name = "c"}, {__call = b})
print(a(), a(1), b(1, 2), c("x")) -- expect: a	a 1	a b 1 2	a b c x
print(select("#", c()), pcall(c, 1), (c(2))) -- expect: 1	true	a b c 2
local function tail() return c("tail") end
print(tail(), select(2, xpcall(b, print, 5))) -- expect: a b c tail	a b 5
local o = {name = "o", m = b}
print(o.m(1), o:m(2), c{} ~= nil, b"text") -- expect: a b 1	a b o 2	true	a b text
print(table.concat({a(1), b(2)}, "|"), #{c()}) -- expect: a 1|a b 2	1
a = setmetatable({}, {__call = 5})
print(pcall(a), pcall(setmetatable({}, {__call = {}})))
-- expect: false	false	attempt to call a table value

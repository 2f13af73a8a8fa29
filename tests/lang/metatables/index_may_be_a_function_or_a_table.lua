-- __index may be a function, called with table and key, or a value that is indexed in turn.
local calls = {}
local f = setmetatable({own = 1}, {__index = function(t, k, ...)
    calls[#calls + 1] = tostring(k) .. select("#", ...)
    return k ~= "absent" and k or nil
end})
print(f.own, f.x, f[1], f[1.5], f.absent, f[true]) -- expect: 1	x	1	1.5	nil	true
print(table.concat(calls, " ")) -- expect: x0 10 1.50 absent0 true0
local t = setmetatable({}, {__index = {a = 1, b = {c = 2}}})
print(t.a, t.b.c, t.x, rawget(t, "a"), next(t)) -- expect: 1	2	nil	nil	nil
local s = setmetatable({}, {__index = "text"})
print(s.len == string.len, s.upper("x"), s.none) -- expect: true	X	nil
local chain = setmetatable({}, {__index = f})
print(chain.own, chain.y, calls[#calls]) -- expect: 1	y	y0
local nothing = setmetatable({}, {})
print(nothing.x, pcall(function() return setmetatable({}, {__index = true}).x end) == false)
-- expect: nil	true

-- A metatable hidden by __metatable works on: its metamethods run long as before.
local calls = 0
local mt = {__metatable = {"hidden"}}
mt.__index = function(t, k)
    local s = {}
    for i = 1, 30 do s[i] = (i * #k) % 7 end
    calls = calls + 1
    return table.concat(s, "", 1, 5) .. k
end
mt.__call = function(t, ...)
    local sum = 0
    for i = 1, 30 do sum = sum + select("#", ...) * i end
    calls = calls + 1
    return getmetatable(t)[1] .. sum
end
mt.__tostring = function(t) return t("x") .. t.y end
local t = setmetatable({}, mt)
print(getmetatable(t)[1], t.a, t.bb, calls) -- expect: hidden	12345a	24613bb	2
print(t(1, 2), tostring(t), calls) -- expect: hidden930	hidden46512345y	5
print(pcall(setmetatable, t, {}), calls) -- expect: false	5
mt.__metatable = nil
print(getmetatable(t) == mt, t.zzz) -- expect: true	36251zzz
mt.__metatable = false
print(getmetatable(t), pcall(setmetatable, t, nil))
-- expect: false	false	cannot change a protected metatable
print(getmetatable("").__index == string, calls) -- expect: true	6

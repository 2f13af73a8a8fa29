-- The function that gives load its text may yield, and so may an ipairs __index.
local reader = coroutine.wrap(function()
    return load(function() return coroutine.yield("more") end, "=yielded")
end)
print(reader(), reader("return "), reader("40 "), reader("+ 2")) -- expect: more	more	more	more
print(reader(nil)()) -- expect: 42
local t = setmetatable({}, {__index = function(_, i) return coroutine.yield(i) end})
local walk = coroutine.wrap(function()
    local out = {}
    for i, v in ipairs(t) do out[i] = v end
    return table.concat(out, "-")
end)
print(walk(), walk("x"), walk("y"), walk(nil)) -- expect: 1	2	3	x-y
local p = setmetatable({}, {__pairs = function() return coroutine.yield("pairs") end})
local both = coroutine.wrap(function()
    for v in pairs(p) do return v end
end)
print(both(), both(function() return "by yield" end)) -- expect: pairs	by yield

-- A field __metatable is what getmetatable shows, and forbids setmetatable.
local function hidden(shown) return setmetatable({}, {__metatable = shown}) end
print(getmetatable(hidden("text")), getmetatable(hidden(0)), getmetatable(hidden(false)))
-- expect: text	0	false
for _, shown in ipairs({"text", 0, false}) do
    print(pcall(setmetatable, hidden(shown), {}))
    -- expect: false	cannot change a protected metatable
    -- expect: false	cannot change a protected metatable
    -- expect: false	cannot change a protected metatable
end
print(pcall(setmetatable, hidden("x"), nil)) -- expect: false	cannot change a protected metatable
local open = {}
local t = setmetatable({}, open)
print(getmetatable(t) == open, setmetatable(t, open) == t, getmetatable(t) == open)
-- expect: true	true	true
open.__metatable = "now hidden"
print(getmetatable(t), pcall(setmetatable, t, nil))
-- expect: now hidden	false	cannot change a protected metatable
open.__metatable = nil
print(getmetatable(setmetatable(t, nil))) -- expect: nil
print(getmetatable(nil), getmetatable(true), getmetatable(1), getmetatable(print))
-- expect: nil	nil	nil	nil
print(getmetatable("a") == getmetatable("b"), type(getmetatable(io.stdout))) -- expect: true	table

-- The handler of xpcall gets the error value and its first result replaces it.
print(xpcall(error, function(e) return type(e), "second" end)) -- expect: false	nil
print(xpcall(error, function(e) return e end, {} == nil)) -- expect: false	false
print(xpcall(error, function() end, "dropped")) -- expect: false	nil
print(xpcall(function() local x = nil + 1 end, function(e) return "[" .. e .. "]" end))
-- expect: false	[handlers_see_the_error_first.lua:5: attempt to perform arithmetic on a nil value]
local seen = {}
local function handler(e) seen[#seen + 1] = e return #seen end
local function inner() return xpcall(error, handler, "inner", 0) end
print(xpcall(function() local _, n = inner() error("outer " .. n, 0) end, handler))
-- expect: false	2
print(table.concat(seen, ", ")) -- expect: inner, outer 1
local state = "before"
local function body() state = "in the body" error("x") end
print(xpcall(body, function() return state end)) -- expect: false	in the body
print(xpcall(select, print, "#", 1, 2, 3)) -- expect: true	3
print(xpcall(coroutine.wrap(function(...) return ... end), print, 1, nil)) -- expect: true	1	nil
print(pcall(xpcall, error, nil, "x"))
-- expect: false	bad argument #2 to 'xpcall' (function expected, got nil)

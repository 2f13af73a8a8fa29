-- Values of different types, or without an order, are an error of the comparison.
local function message(...) return select(2, pcall(table.sort, {...})) end
print(message(1, "1")) -- expect: attempt to compare string with number
print(message("a", 2.5)) -- expect: attempt to compare number with string
print(message({}, 1)) -- expect: attempt to compare number with table
print(message(false, 0)) -- expect: attempt to compare number with boolean
print(message({}, {})) -- expect: attempt to compare two table values
print(message(print, print)) -- expect: attempt to compare two function values
print(message(true, true)) -- expect: attempt to compare two boolean values
print(message(coroutine.create(print), "x")) -- expect: attempt to compare string with thread
print(message(setmetatable({}, {__name = "My"}), setmetatable({}, {__name = "My"})))
-- expect: attempt to compare two My values
print(message(setmetatable({}, {__name = "My"}), 1)) -- expect: attempt to compare number with My

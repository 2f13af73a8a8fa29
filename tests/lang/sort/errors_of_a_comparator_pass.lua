-- The error of a comparator leaves table.sort unchanged.
local object = {}
print(select(2, pcall(table.sort, {2, 1}, function() error(object) end)) == object) -- expect: true
print(pcall(table.sort, {2, 1}, function() error("text", 0) end)) -- expect: false	text
print(pcall(table.sort, {2, 1}, function(a, b) return a.x < b.x end))
-- expect: false	errors_of_a_comparator_pass.lua:5: attempt to index a number value (local 'a')
print(pcall(table.sort, {"a", "b"}, function(a, b) return a + b end))
-- expect: false	errors_of_a_comparator_pass.lua:7: attempt to add a 'string' with a 'string'
print(pcall(table.sort, {2, 1}, function() error() end)) -- expect: false	nil
print(pcall(table.sort, {1, 2, 3}, error) == false) -- expect: true
print(select(2, xpcall(table.sort, function(m) return "handled " .. m end, {2, 1},
                       function() error("late", 0) end)))
-- expect: handled late
local t = {2, 1}
pcall(table.sort, t, function() error("once") end)
table.sort(t)
print(t[1], t[2]) -- expect: 1	2

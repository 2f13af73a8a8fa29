-- The fourth argument limits the replacements; the count is of those that were made.
for _, n in ipairs({-1, 0, 1, 2, 3, 4, 100}) do print(n, ("aaa"):gsub("a", "b", n)) end
-- expect: -1	aaa	0
-- expect: 0	aaa	0
-- expect: 1	baa	1
-- expect: 2	bba	2
-- expect: 3	bbb	3
-- expect: 4	bbb	3
-- expect: 100	bbb	3
print(("abc"):gsub("", "-", 2), ("abc"):gsub("", "-", 4), ("abc"):gsub("", "-", 5))
-- expect: -a-bc	-a-b-c-	-a-b-c-	4
print(("aaa"):gsub("a", "b", nil), ("aaa"):gsub("a", "b", "2"), ("aaa"):gsub("a", "b", 1.0))
-- expect: bbb	bba	baa	1
print(("aaa"):gsub("a", "b", math.maxinteger), ("aaa"):gsub("^a", "b", 3)) -- expect: bbb	baa	1
local calls = 0
print(("aaa"):gsub("a", function() calls = calls + 1 return false end, 2), calls) -- expect: aaa	2
print(pcall(string.gsub, "a", "a", "b", 1.5))
-- expect: false	bad argument #4 to 'string.gsub' (number has no integer representation)
print(pcall(string.gsub, "a", "a", "b", {}))
-- expect: false	bad argument #4 to 'string.gsub' (number expected, got table)
print(pcall(string.gsub, "a", "a"))
-- expect: false	bad argument #3 to 'string.gsub' (string/function/table expected, got no value)
print(pcall(string.gsub, "a", "a", nil))
-- expect: false	bad argument #3 to 'string.gsub' (string/function/table expected, got nil)
print(pcall(string.gsub, "a", "a", true))
-- expect: false	bad argument #3 to 'string.gsub' (string/function/table expected, got boolean)

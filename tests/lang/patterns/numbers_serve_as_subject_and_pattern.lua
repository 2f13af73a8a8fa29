-- Where patterns are used a number stands for its text.
print(string.find(12345, 3), string.find(1.25, "."), string.match(2^53, "%d+")) -- expect: 3	1	9
print(string.gsub(1001, 0, 5), string.gsub("a1b1", 1, 2), string.gsub(5, "", "-"))
-- expect: 1551	a2b2	-5-	2
print(string.gsub("x", "x", 1e15), string.gsub("x", "x", -0.0), string.gsub("x", "x", 2^63))
-- expect: 1e+15	-0.0	9.2233720368548e+18	1
for d in string.gmatch(102, "%d") do io.write(d, " ") end
print(string.rep(0, 3), ("7"):rep(2) + 1) -- expect: 1 0 2 000	78
print(pcall(string.find, {}, 1))
-- expect: false	bad argument #1 to 'string.find' (string expected, got table)
print(pcall(string.gsub, 1, {}, 1))
-- expect: false	bad argument #2 to 'string.gsub' (string expected, got table)
print(pcall(string.gsub, 1, 1, {}, true))
-- expect: false	bad argument #4 to 'string.gsub' (number expected, got boolean)

-- Long chunks keep their line numbers; jumps go across all of them.
-- skip gc: a collection at each of 100 000 safepoints takes a minute
-- torture: 9973
local lines = {"local n = 0", "while n < 2 do"}
for i = 3, 99998 do lines[i] = i % 1000 == 0 and "n = n + 0.03125" or "" end
lines[99999] = "end"
lines[100000] = "error('here ' .. n)"
local f = assert(load(table.concat(lines, "\n"), "=long"))
print(pcall(f)) -- expect: false	long:100000: here 3.09375
lines[100000] = "x = = 1"
print(load(table.concat(lines, "\n"), "=long")) -- expect: nil	long:100000: unexpected symbol near '='
for i = 1, 100000 do lines[i] = "n = (n or 0) + " .. i % 7 end
lines[100001] = "return debug.getinfo(1, 'l').currentline"
print(assert(load(table.concat(lines, "\n"), "=long"))(), n) -- expect: 100001	300000

-- os.execute takes one string, or a number as one.
print(pcall(os.execute, {}))
-- expect: false	bad argument #1 to 'os.execute' (string expected, got table)
print(pcall(os.execute, true))
-- expect: false	bad argument #1 to 'os.execute' (string expected, got boolean)
print(pcall(os.execute, print))
-- expect: false	bad argument #1 to 'os.execute' (string expected, got function)
print(select(2, pcall(function() return os.execute({}) end)))
-- expect: execute_wants_a_string.lua:8: bad argument #1 to 'execute' (string expected, got table)
print(os.execute("exit \0 3")) -- expect: true	exit	0
print(os.execute("true", "ignored")) -- expect: true	exit	0
print(os.execute(0 .. " 2>/dev/null")) -- expect: nil	exit	127

-- Of several wrong arguments of searchpath the last one is told.
print(pcall(package.searchpath, {}, {}))
-- expect: false	bad argument #2 to 'package.searchpath' (string expected, got table)
print(pcall(package.searchpath, {}, {}, {}, {}))
-- expect: false	bad argument #4 to 'package.searchpath' (string expected, got table)
print(pcall(package.searchpath, {}, "?"))
-- expect: false	bad argument #1 to 'package.searchpath' (string expected, got table)

-- load looks at its mode, then at the chunk's name, then at what it is to load.
print(pcall(load, {}, {}, {})) -- expect: false	bad argument #3 to 'load' (string expected, got table)
print(pcall(load, {}, {})) -- expect: false	bad argument #2 to 'load' (string expected, got table)
print(pcall(load, {})) -- expect: false	bad argument #1 to 'load' (function expected, got table)
print(pcall(load, "x", {}, "t")) -- expect: false	bad argument #2 to 'load' (string expected, got table)

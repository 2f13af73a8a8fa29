-- What has no length or cannot be indexed is an error without a variable's name.
print(pcall(table.unpack)) -- expect: false	attempt to get length of a nil value
print(pcall(table.unpack, nil)) -- expect: false	attempt to get length of a nil value
print(pcall(table.unpack, 12)) -- expect: false	attempt to get length of a number value
print(pcall(table.unpack, print)) -- expect: false	attempt to get length of a function value
print(pcall(table.unpack, true, 1, 1)) -- expect: false	attempt to index a boolean value
print(pcall(table.unpack, 12, 1, 2)) -- expect: false	attempt to index a number value
print(pcall(table.unpack, io.stdout)) -- expect: false	attempt to get length of a FILE* value
print(pcall(table.unpack, coroutine.create(print)))
-- expect: false	attempt to get length of a thread value

-- The mode says whether text is allowed.
print(load("return 1", "=c", "b")) -- expect: nil	attempt to load a text chunk (mode is 'b')
print(load("return 1", "=c", "t")()) -- expect: 1
print(load("return 1", "=c", "bt")()) -- expect: 1
print(load("return 1", "=c", "q")) -- expect: nil	attempt to load a text chunk (mode is 'q')
print(select("#", load("return 1", "=c", "b"))) -- expect: 2
print(load("\27Lua", "=c", "t")) -- expect: nil	attempt to load a binary chunk (mode is 't')
local f, message = load("\27not bytecode", "=c")
print(f, type(message)) -- expect: nil	string

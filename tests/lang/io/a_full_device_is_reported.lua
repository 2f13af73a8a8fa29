-- When the device is full the functions return nil, a message and a number.
-- torture: 97
local function full() return assert(io.open("/dev/full", "w")) end
local file = full()
print(file:write("x") == file) -- expect: true
print(file:flush()) -- expect: nil	No space left on device	28
file = full()
file:write("x")
print(file:close()) -- expect: nil	No space left on device	28
print(io.type(file)) -- expect: closed file
file = full()
print(file:setvbuf("no"), file:write("x")) -- expect: true	nil	No space left on device	28
print(full():write(("x"):rep(100000))) -- expect: nil	No space left on device	28
file = full()
file:write("x")
print(file:seek("set")) -- expect: nil	No space left on device	28
io.output("/dev/full")
io.write("x")
print(io.flush()) -- expect: nil	No space left on device	28
print(io.close()) -- expect: true
io.output(io.stdout)

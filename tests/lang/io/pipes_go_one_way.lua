-- A pipe is for reading or for writing, and has no place.
-- skip torture: a running command is no part of a snapshot
local reader = io.popen("echo end")
print(reader:write("x")) -- expect: nil	Bad file descriptor	9
print(reader:seek()) -- expect: nil	Illegal seek	29
print(reader:seek("set", 0)) -- expect: nil	Illegal seek	29
print(reader:read("l")) -- expect: end
local writer = io.popen("cat > /dev/null", "w")
print(writer:read("a")) -- expect: nil	Bad file descriptor	9
print(writer:read(1)) -- expect: nil	Bad file descriptor	9
print(writer:seek("cur")) -- expect: nil	Illegal seek	29
print(io.type(writer), writer:close()) -- expect: file	true	exit	0
print(select(2, pcall(function() return io.popen("true", "rw") end)))
-- expect: pipes_go_one_way.lua:13: bad argument #2 to 'popen' (invalid mode)
print(pcall(io.popen, "true", "a")) -- expect: false	bad argument #2 to 'io.popen' (invalid mode)
print(pcall(io.popen, "true", "r+"))
-- expect: false	bad argument #2 to 'io.popen' (invalid mode)
print(pcall(io.popen, "true", "")) -- expect: false	bad argument #2 to 'io.popen' (invalid mode)
print(pcall(io.popen, "true", {}))
-- expect: false	bad argument #2 to 'io.popen' (string expected, got table)
print(pcall(io.popen))
-- expect: false	bad argument #1 to 'io.popen' (string expected, got no value)
print(pcall(io.popen, {}))
-- expect: false	bad argument #1 to 'io.popen' (string expected, got table)
print(io.popen("true", nil):close()) -- expect: true	exit	0

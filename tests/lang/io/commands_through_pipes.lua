-- popen reads from a command or writes to it; close tells how it ended.
-- skip torture: a running command is no part of a snapshot
local pipe = io.popen("echo one; echo two; exit 3")
print(pipe:read("l", "l", "l")) -- expect: one	two	nil
print(pipe:close()) -- expect: nil	exit	3
print(io.popen("true"):close()) -- expect: true	exit	0
local out = io.popen("cat > piped.txt", "w")
out:write("through a pipe\n")
print(out:close()) -- expect: true	exit	0
print(io.open("piped.txt"):read("a"))
-- expect: through a pipe
-- expect: 
print(io.popen("kill -9 $$"):close()) -- expect: nil	signal	9
print(pcall(io.popen, "true", "rw") == false) -- expect: true
for line in io.popen("printf 'a\\nb\\n'"):lines() do print(line) end
-- expect: a
-- expect: b
print(os.execute("exit 2")) -- expect: nil	exit	2
print(os.execute("true")) -- expect: true	exit	0
print(os.execute()) -- expect: true

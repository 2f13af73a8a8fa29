-- A pipe for writing is the input of its command, up to the close.
-- skip torture: a running command is no part of a snapshot
local pipe = io.popen("tr a-z A-Z > upper.txt", "w")
print(pipe:write("some ", "text ", 12, "\n") == pipe, pipe:close())
-- expect: true	true	exit	0
print(io.open("upper.txt"):read("l")) -- expect: SOME TEXT 12
pipe = io.popen("wc -c | tr -d ' ' > count.txt", "w")
for i = 1, 1000 do pipe:write(("x"):rep(99), "\n") end
print(pipe:flush() == pipe, pipe:close()) -- expect: false	true	exit	0
print(io.open("count.txt"):read("n")) -- expect: 100000
pipe = io.popen("cat > default.txt", "w")
io.output(pipe)
io.write("through io.write")
print(io.close()) -- expect: true	exit	0
io.output(io.stdout)
print(io.open("default.txt"):read("a")) -- expect: through io.write

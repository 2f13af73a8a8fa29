-- io.input and io.output take a name or a file, and return the file in use.
local out = io.output("o.txt")
print(out == io.output(), io.write("1\n2\n") == out, out:close()) -- expect: true	true	true
local back = io.input("o.txt")
print(back == io.input(), io.input(nil) == back, io.read("n"), io.read("L") == "\n")
-- expect: true	true	1	true
local second = io.open("o.txt")
print(io.input(second) == second, io.read(), back:read()) -- expect: true	1	2
local append = io.open("o.txt", "a")
print(io.output(append) == append, io.write("3\n") == append, io.flush() == append)
-- expect: true	true	false
print(second:read("n", "n")) -- expect: 2	3
io.output(io.stdout)
print(io.type(append), append:close(), io.type(append)) -- expect: file	true	closed file
io.input(io.stdin)
print(io.input() == io.stdin, io.output() == io.stdout, io.stderr == io.stdin)
-- expect: true	true	false
print(pcall(io.input, "absent.txt"))
-- expect: false	cannot open file 'absent.txt' (No such file or directory)
print(select(2, pcall(function() io.output("no/file") end)):match("cannot.*"))
-- expect: cannot open file 'no/file' (No such file or directory)

-- A number names a file, as in io.open.
print(pcall(io.input, 12)) -- expect: false	cannot open file '12' (No such file or directory)
io.output(12)
io.write("by number")
io.close()
io.output(io.stdout)
io.input(12)
print(io.read("a"), io.open("12"):read("a")) -- expect: by number	by number
io.input(io.stdin)
for line in io.lines(12) do print(line) end -- expect: by number

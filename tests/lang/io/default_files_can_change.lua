-- io.input and io.output replace what io.read and io.write use.
print(io.output() == io.stdout, io.input() == io.stdin) -- expect: true	true
io.output("out.txt")
io.write("alpha\nbeta\n", 7)
io.close()
print(select(2, pcall(io.write, "x"))) -- expect: default output file is closed
io.output(io.stdout)
io.input("out.txt")
print(io.read(), io.read("L"), io.read("n"), io.read())
-- expect: alpha	beta
-- expect: 	7	nil
io.close(io.input())
print(select(2, pcall(io.read))) -- expect: default input file is closed
io.input(io.stdin)
print(pcall(io.input, "absent.txt"))
-- expect: false	cannot open file 'absent.txt' (No such file or directory)
print(io.type(io.stdout), io.type(42), pcall(io.close))
-- expect: file	nil	true	nil	cannot close standard file
local file = io.open("out.txt")
io.input(file)
print(io.input() == file, io.read("a") == "alpha\nbeta\n7") -- expect: true	true

-- A command of os.execute sees the files of the program, and writes new ones.
local file = io.open("in.txt", "w")
file:write("three\nlines\nhere\n")
file:flush()
print(os.execute("wc -l < in.txt | tr -d ' ' > out.txt")) -- expect: true	exit	0
print(io.open("out.txt"):read("n")) -- expect: 3
file:write("one more\n"):close()
print((os.execute("wc -l < in.txt | tr -d ' ' > out.txt")), io.open("out.txt"):read("n"))
-- expect: true	4
print((os.execute("test -f in.txt")), (os.execute("test -d in.txt"))) -- expect: true	nil
os.remove("in.txt")
print((os.execute("test -f in.txt")), (os.execute("grep -q 4 out.txt"))) -- expect: nil	true

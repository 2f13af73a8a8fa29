-- At the end the iterator of lines returns nothing at all.
io.open("l.txt", "w"):write("one\ntwo"):close()
local iterator = io.lines("l.txt")
print(iterator()) -- expect: one
print(iterator()) -- expect: two
print(select("#", iterator())) -- expect: 0
local file = io.open("l.txt")
iterator = file:lines("n", "l")
print(select("#", iterator()), io.type(file)) -- expect: 0	file
file:seek("end")
print(select("#", iterator()), select("#", file:lines(1)())) -- expect: 0	0

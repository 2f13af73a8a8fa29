-- read("n") takes the longest start that could be a numeral; else it gives nil.
local file = io.open("data.txt", "w")
file:write("  42\t-7 +3 .5 5. 1e3 0x10 0x.8p1 1e+2,9223372036854775807 9223372036854775808\n")
file:write("0x 7 - 8 1e 9 abc")
file:close()
file = io.open("data.txt")
print(file:read("n", "n", "n", "n", "n", "n", "n", "n", "n"))
-- expect: 42	-7	3	0.5	5.0	1000.0	16	1.0	100.0
print(file:read(1)) -- expect: ,
print(file:read("n", "n")) -- expect: 9223372036854775807	9.2233720368548e+18
print(file:read("n"), file:read("n")) -- expect: nil	7
print(file:read("n"), file:read("n")) -- expect: nil	8
print(file:read("n"), file:read("n")) -- expect: nil	9
print(file:read("n"), file:read("a")) -- expect: nil	abc

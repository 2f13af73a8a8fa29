-- io.lines() reads the default input and does not close it.
io.open("in.txt", "w"):write("one\ntwo\n3"):close()
io.input("in.txt")
local out = {}
for line in io.lines() do out[#out + 1] = line end
print(table.concat(out, " "), io.type(io.input()), io.read()) -- expect: one two 3	file	nil
io.input():seek("set")
for a, b in io.lines(nil, 2, "l") do
    print(a .. "-" .. b) -- expect: on-e
    break
end
print(io.read("l"), io.read("n")) -- expect: two	3
io.close(io.input())
print(pcall(io.lines)) -- expect: false	attempt to use a closed file
print(pcall(io.lines, nil, "l")) -- expect: false	attempt to use a closed file
print(pcall(io.read)) -- expect: false	default input file is closed
print(select(2, pcall(function() for _ in io.lines() do end end)))
-- expect: lines_of_the_default_input.lua:17: attempt to use a closed file

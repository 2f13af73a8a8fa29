-- lines gives an iterator; io.lines closes its file at the end.
local file = io.open("data.txt", "w")
for i = 1, 3 do file:write("line ", i, "\n") end
file:close()
for line in io.lines("data.txt") do
    print(line)
    -- expect: line 1
    -- expect: line 2
    -- expect: line 3
end
for text in io.lines("data.txt", "L") do io.write("[", text:sub(1, -2), "]") end
-- expect: [line 1][line 2][line 3]
io.write("\n")
local sum = 0
for a, b in io.lines("data.txt", 5, "n", "L") do sum = sum + b end
print(sum) -- expect: 6
file = io.open("data.txt")
local count = 0
for _ in file:lines(4) do count = count + 1 end
print(count, io.type(file)) -- expect: 6	file
file:close()
print(pcall(io.lines, "absent.txt"))
-- expect: false	cannot open file 'absent.txt' (No such file or directory)
local iterator = io.lines("data.txt")
while iterator() do end
print(pcall(iterator)) -- expect: false	file is already closed

-- io.lines closes its file at the end or on break; file:lines leaves it open.
io.open("l.txt", "w"):write("one\ntwo\n"):close()
local iterator, state, control, file = io.lines("l.txt")
print(type(iterator), state, control, io.type(file)) -- expect: function	nil	nil	file
print(iterator(), iterator(), io.type(file)) -- expect: one	two	file
iterator()
print(io.type(file), pcall(iterator)) -- expect: closed file	false	file is already closed
local kept
local function watched()
    local i, s, c, f = io.lines("l.txt")
    kept = f
    return i, s, c, f
end
for line in watched() do
    print(line, io.type(kept)) -- expect: one	file
    break
end
print(io.type(kept)) -- expect: closed file
pcall(function()
    for line in watched() do
        error("stop")
    end
end)
print(io.type(kept)) -- expect: closed file
local own = io.open("l.txt")
for line in own:lines() do if line == "one" then break end end
print(io.type(own), own:read(), select("#", own:lines()), select("#", io.lines("l.txt")))
-- expect: file	two	1	4

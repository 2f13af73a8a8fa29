-- lines refuses more than 250 formats.
io.open("l.txt", "w"):write(("x"):rep(300)):close()
local function ones(n)
    local t = {}
    for i = 1, n do t[i] = 1 end
    return table.unpack(t)
end
print(select("#", io.lines("l.txt", ones(250))())) -- expect: 250
print(select("#", io.open("l.txt"):lines(ones(250))())) -- expect: 250
print(select("#", io.open("l.txt"):read(ones(290)))) -- expect: 290
print(pcall(io.lines, "l.txt", ones(251)))
-- expect: false	bad argument #252 to 'io.lines' (too many arguments)
print(select(2, pcall(function() return io.open("l.txt"):lines(ones(251)) end)))
-- expect: lines_takes_at_most_250_formats.lua:13: bad argument #251 to 'lines' (too many arguments)
print(select(2, pcall(function() return io.open("l.txt"):lines(ones(300)) end)))
-- expect: lines_takes_at_most_250_formats.lua:15: bad argument #251 to 'lines' (too many arguments)

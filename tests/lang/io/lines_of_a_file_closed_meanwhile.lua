-- An iterator whose file has been closed fails.
io.open("l.txt", "w"):write("one\ntwo\n"):close()
local file = io.open("l.txt")
local iterator = file:lines()
print(iterator()) -- expect: one
file:close()
print(pcall(iterator)) -- expect: false	file is already closed
print(pcall(function()
    local f = io.open("l.txt")
    for line in f:lines() do f:close() end
end))
-- expect: false	lines_of_a_file_closed_meanwhile.lua:10: file is already closed
print(pcall(function()
    for line in io.lines("l.txt") do error("in the loop", 0) end
end))
-- expect: false	in the loop
local next_line, _, _, handle = io.lines("l.txt")
handle:close()
print(pcall(next_line)) -- expect: false	file is already closed
print(select(2, pcall(function() local f = file:lines() end)))
-- expect: lines_of_a_file_closed_meanwhile.lua:20: attempt to use a closed file

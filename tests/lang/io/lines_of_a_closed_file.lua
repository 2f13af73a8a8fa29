-- A closed file refuses every method.
local file = io.open("data.txt", "w")
file:close()
for _, name in ipairs({"write", "read", "lines", "seek", "flush", "setvbuf", "close"}) do
    print(name, pcall(function() local result = file[name](file) end))
    -- expect: write	false	lines_of_a_closed_file.lua:5: attempt to use a closed file
    -- expect: read	false	lines_of_a_closed_file.lua:5: attempt to use a closed file
    -- expect: lines	false	lines_of_a_closed_file.lua:5: attempt to use a closed file
    -- expect: seek	false	lines_of_a_closed_file.lua:5: attempt to use a closed file
    -- expect: flush	false	lines_of_a_closed_file.lua:5: attempt to use a closed file
    -- expect: setvbuf	false	lines_of_a_closed_file.lua:5: attempt to use a closed file
    -- expect: close	false	lines_of_a_closed_file.lua:5: attempt to use a closed file
end
print(tostring(file), io.type(file)) -- expect: file (closed)	closed file
print(select(2, pcall(file.read, 42)):match("FILE%* expected, got number"))
-- expect: FILE* expected, got number

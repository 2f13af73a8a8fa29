local sum = 0
for i = 1, 50 do sum = sum + i end
if depth < 3 then
    depth = depth + 1
    local a, b = dofile("files_of_dofile_do_long_work.d/work.lua")
    return sum + a, b
end
if fails then error("from the file", 0) end
return sum, "end"

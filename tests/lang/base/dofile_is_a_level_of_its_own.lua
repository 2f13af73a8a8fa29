-- For error levels dofile stands between a chunk and the function that runs it.
local file = assert(io.open("raise.lua", "w"))
file:write("error('E', LEVEL)")
file:close()
local function run(level)
    LEVEL = level
    dofile("raise.lua")
    return nil
end
for level = 1, 4 do print(level, pcall(run, level)) end
-- expect: 1	false	raise.lua:1: E
-- expect: 2	false	E
-- expect: 3	false	dofile_is_a_level_of_its_own.lua:7: E
-- expect: 4	false	E
print(pcall(dofile, "raise.lua")) -- expect: false	dofile_is_a_level_of_its_own.lua:15: E
LEVEL = 1
print(pcall(dofile, "raise.lua")) -- expect: false	raise.lua:1: E

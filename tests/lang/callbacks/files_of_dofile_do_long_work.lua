-- A file that dofile runs works for a while, and runs itself again.
depth = 0
print(dofile("files_of_dofile_do_long_work.d/work.lua")) -- expect: 5100	end
depth, fails = 1, true
print(pcall(dofile, "files_of_dofile_do_long_work.d/work.lua")) -- expect: false	from the file
local loaded = loadfile("files_of_dofile_do_long_work.d/work.lua", "t", {depth = 3, print = print})
print(loaded()) -- expect: 1275	end

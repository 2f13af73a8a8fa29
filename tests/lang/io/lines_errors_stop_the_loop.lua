-- What cannot be read is an error of the loop, not a silent end.
print(pcall(io.lines, "absent.txt"))
-- expect: false	cannot open file 'absent.txt' (No such file or directory)
print(select(2, pcall(function() for _ in io.lines("no/file") do end end)))
-- expect: lines_errors_stop_the_loop.lua:4: cannot open file 'no/file' (No such file or directory)
print(select(2, pcall(function() for _ in io.lines(".") do end end)))
-- expect: lines_errors_stop_the_loop.lua:6: Is a directory
local file = io.open("w.txt", "w")
print(select(2, pcall(function() for _ in file:lines() do end end)))
-- expect: lines_errors_stop_the_loop.lua:9: Bad file descriptor
print(select(2, pcall(function() for _ in file:lines("q") do end end)):match("bad.*%)"))
-- expect: bad argument #2 to 'for iterator' (invalid format)
print(select(2, pcall(function() for _ in io.lines("w.txt", "?") do end end)):match("bad.*%)"))
-- expect: bad argument #2 to 'for iterator' (invalid format)
print(pcall(io.lines, {}) == false, (pcall(io.lines, true))) -- expect: true	false
print(select(2, pcall(function() io.lines({}) end)):match("loop.lua:.*"))
-- expect: loop.lua:16: bad argument #1 to 'lines' (string expected, got table)
print(type(io.lines("w.txt", "q")), type(file:lines(nil))) -- expect: function	function

-- io.input and io.output refuse what is neither a name nor a file.
print(pcall(io.input, {}))
-- expect: false	bad argument #1 to 'io.input' (FILE* expected, got table)
print(pcall(io.output, true))
-- expect: false	bad argument #1 to 'io.output' (FILE* expected, got boolean)
print(pcall(io.input, print))
-- expect: false	bad argument #1 to 'io.input' (FILE* expected, got function)
print(select(2, pcall(function() io.output({}) end)):match("bad.*"))
-- expect: bad argument #1 to 'output' (FILE* expected, got table)
local closed = io.open("c.txt", "w")
closed:close()
print(pcall(io.input, closed)) -- expect: false	attempt to use a closed file
print(pcall(io.output, closed)) -- expect: false	attempt to use a closed file
print(io.output() == io.stdout, io.input() == io.stdin) -- expect: true	true

-- A file closes once; then it is only good for its type and name.
local file = io.open("c.txt", "w")
print(io.type(file), file:close(), io.type(file), tostring(file))
-- expect: file	true	closed file	file (closed)
print(pcall(file.close, file)) -- expect: false	attempt to use a closed file
print(select(2, pcall(function() file:close() end)))
-- expect: close_returns_true_once.lua:6: attempt to use a closed file
print(select(2, pcall(io.close, file))) -- expect: attempt to use a closed file
print(pcall(function() return file:write("x") end))
-- expect: false	close_returns_true_once.lua:9: attempt to use a closed file
print(pcall(function() return file:read() end))
-- expect: false	close_returns_true_once.lua:11: attempt to use a closed file
print(file == file, #tostring(file), ("%s"):format(file)) -- expect: true	13	file (closed)
local other = io.open("c.txt")
print(io.close(other), io.type(other), other ~= file) -- expect: true	closed file	true
print(pcall(io.close, 12))
-- expect: false	bad argument #1 to 'io.close' (FILE* expected, got number)
print(pcall(io.close, {}))
-- expect: false	bad argument #1 to 'io.close' (FILE* expected, got table)
print(pcall(io.close, nil))
-- expect: false	bad argument #1 to 'io.close' (FILE* expected, got nil)

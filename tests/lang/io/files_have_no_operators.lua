-- A file is only equal to itself; operators and fields fail with its name.
local function message(f) return (select(2, pcall(f)):gsub("^[^:]+:%d+: ", "")) end
local file = io.tmpfile()
print(message(function() return file + 1 end))
-- expect: attempt to perform arithmetic on a FILE* value (upvalue 'file')
print(message(function() return file .. "x" end))
-- expect: attempt to concatenate a FILE* value (upvalue 'file')
print(message(function() return #file end))
-- expect: attempt to get length of a FILE* value (upvalue 'file')
print(message(function() return -file end))
-- expect: attempt to perform arithmetic on a FILE* value (upvalue 'file')
print(message(function() return file < 1 end)) -- expect: attempt to compare FILE* with number
print(message(function() return file < file end)) -- expect: attempt to compare two FILE* values
print(message(function() return file & 1 end))
-- expect: attempt to perform bitwise operation on a FILE* value (upvalue 'file')
print(message(function() file() end)) -- expect: attempt to call a FILE* value (upvalue 'file')
print(message(function() file.x = 1 end)) -- expect: attempt to index a FILE* value (upvalue 'file')
print(message(function() return ("x"):rep(file) end))
-- expect: bad argument #1 to 'rep' (number expected, got FILE*)
print(message(function() return math.floor(file) end))
-- expect: bad argument #1 to 'floor' (number expected, got FILE*)
print(file == file, file ~= io.stdout, rawequal(io.stdout, io.output()))
-- expect: true	true	true
local t = {[file] = "key", [io.stdout] = "out"}
print(t[file], t[io.output()], t[io.stdin]) -- expect: key	out	nil

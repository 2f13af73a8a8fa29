-- Methods called without their file say what they got.
local file = io.tmpfile()
local function got(method, value)
    local _, message = pcall(function() local result = method(value) end)
    return message:match("%(FILE%* expected, got (.*)%)$")
end
for _, name in ipairs({"read", "write", "seek", "flush", "setvbuf", "close", "lines"}) do
    local f = file[name]
    print(name, got(f, 12), got(f, "x"), got(f, {}), got(f, nil), got(f, print))
    -- expect: read	number	string	table	nil	function
    -- expect: write	number	string	table	nil	function
    -- expect: seek	number	string	table	nil	function
    -- expect: flush	number	string	table	nil	function
    -- expect: setvbuf	number	string	table	nil	function
    -- expect: close	number	string	table	nil	function
    -- expect: lines	number	string	table	nil	function
end
print(select(2, pcall(function() return file.read("l") end)))
-- expect: methods_want_a_file.lua:18: bad argument #1 to 'read' (FILE* expected, got string)
print(select(2, pcall(function() return io.stdout.write("text") end)))
-- expect: methods_want_a_file.lua:20: bad argument #1 to 'write' (FILE* expected, got string)
print(select(2, pcall(function() local s = file.seek return s(nil) end)))
-- expect: methods_want_a_file.lua:22: bad argument #1 to 's' (FILE* expected, got nil)
local inherited = setmetatable({}, {__index = file})
print(select(2, pcall(function() return inherited:read() end)))
-- expect: methods_want_a_file.lua:25: calling 'read' on bad self (FILE* expected, got table)
print(select(2, pcall(function() return inherited:close() end)))
-- expect: methods_want_a_file.lua:27: calling 'close' on bad self (FILE* expected, got table)

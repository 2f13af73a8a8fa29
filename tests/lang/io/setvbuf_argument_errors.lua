-- setvbuf knows no, full and line, and wants an integer as the size.
local file = io.open("v.txt", "w")
local function message(...)
    local arguments = table.pack(...)
    local function call() return file:setvbuf(table.unpack(arguments, 1, arguments.n)) end
    local ok, text = pcall(call)
    return ok or text:match(":%d+: (.*)")
end
print(message()) -- expect: bad argument #1 to 'setvbuf' (string expected, got no value)
print(message(nil)) -- expect: bad argument #1 to 'setvbuf' (string expected, got nil)
print(message("bad")) -- expect: bad argument #1 to 'setvbuf' (invalid option 'bad')
print(message("FULL")) -- expect: bad argument #1 to 'setvbuf' (invalid option 'FULL')
print(message({})) -- expect: bad argument #1 to 'setvbuf' (string expected, got table)
print(message(1)) -- expect: bad argument #1 to 'setvbuf' (invalid option '1')
print(message("full", "x")) -- expect: bad argument #2 to 'setvbuf' (number expected, got string)
print(message("full", 1.5))
-- expect: bad argument #2 to 'setvbuf' (number has no integer representation)
print(message("line", {})) -- expect: bad argument #2 to 'setvbuf' (number expected, got table)
print(message("no", nil)) -- expect: true

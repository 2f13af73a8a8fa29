-- os.rename moves a file over another one, and tells what went wrong.
local function put(name, text) io.open(name, "w"):write(text):close() end
local function get(name)
    local f <close> = io.open(name)
    return f and f:read("a")
end
put("a", "one")
put("b", "two")
print(os.rename("a", "b"), get("a"), get("b")) -- expect: true	nil	one
print(os.rename("a", "c")) -- expect: nil	No such file or directory	2
print(os.rename("b", "no/such/place")) -- expect: nil	No such file or directory	2
print(os.rename("b", "")) -- expect: nil	No such file or directory	2
print(os.rename("", "b")) -- expect: nil	No such file or directory	2
os.execute("mkdir folder")
print(os.rename("b", "folder")) -- expect: nil	Is a directory	21
print(os.rename("folder", "b")) -- expect: nil	Not a directory	20
print(os.rename("b", "folder/b"), get("folder/b"), os.rename("folder", "other"), get("other/b"))
-- expect: true	one	true	one
print(os.rename("other", "other"), select("#", os.rename("x", "y"))) -- expect: true	3
print(pcall(os.rename, "a"))
-- expect: false	bad argument #2 to 'os.rename' (string expected, got no value)
print(pcall(os.rename, nil, "b"))
-- expect: false	bad argument #1 to 'os.rename' (string expected, got nil)
print(pcall(os.rename, "a", {}))
-- expect: false	bad argument #2 to 'os.rename' (string expected, got table)

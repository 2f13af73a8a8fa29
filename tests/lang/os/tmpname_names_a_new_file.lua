-- os.tmpname gives a name that can be used for a file, another one each time.
local a, b = os.tmpname(), os.tmpname()
print(type(a), a ~= b, #a > 5) -- expect: string	true	true
local file = io.open(a, "w")
print(file:write("text") == file, file:close()) -- expect: true	true
print(io.open(a):read("a"), os.rename(a, b), io.open(a) == nil, io.open(b):read("a") == "text")
-- expect: text	true	true	true
print(os.remove(b), (os.remove(b))) -- expect: true	nil

-- Names and strings in a text may be as long as memory allows.
-- torture: 997
local name = ("n"):rep(100000)
local f = assert(load(name .. " = 5 local function get() return " .. name .. " end return get()"))
print(f(), #next({[name] = _G[name]})) -- expect: 5	100000
local text = assert(load("return '" .. ("\\x41"):rep(50000) .. "', [==[" .. ("]]"):rep(50000) .. "]==]"))
local a, b = text()
print(#a, #b, a:sub(-1), b:sub(1, 1)) -- expect: 50000	100000	A	]
print(#assert(load("return '" .. ("\\z \n"):rep(10000) .. "'"))()) -- expect: 0
print(load("return " .. ("9"):rep(5000))()) -- expect: inf
print(load("return 0x" .. ("f"):rep(1000))()) -- expect: -1
print(load("return 0." .. ("0"):rep(400) .. "1" .. "e400")()) -- expect: 0.1
print((load("--" .. ("-"):rep(100000) .. "\nreturn 1")())) -- expect: 1
print((load("--[" .. ("="):rep(10000) .. "[\n]" .. ("="):rep(9999) .. "]\n]" .. ("="):rep(10000) .. "]return 2")()))
-- expect: 2

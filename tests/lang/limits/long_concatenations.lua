-- An expression may join as many values as can nest; more are refused.
-- torture: 97
local names = {}
for i = 1, 190 do names[i] = "v" end
local text = assert(load("local v = 'ab' return " .. table.concat(names, "..")))()
print(#text) -- expect: 380
names = {}
for i = 1, 180 do names[i] = i % 2 == 0 and "1" or "'x'" end
print(#assert(load("return " .. table.concat(names, " .. ")))()) -- expect: 180
local parts = {}
for i = 1, 1000 do parts[i] = "s = s .. " .. i .. " .. ','" end
text = assert(load("local s = '' " .. table.concat(parts, "\n") .. " return s"))()
print(#text, text:sub(-10)) -- expect: 3893	,999,1000,
local message = select(2, load("return " .. ("x.."):rep(300) .. "x", "=chunk"))
print(message:match("overflow") or message)
-- expect: overflow

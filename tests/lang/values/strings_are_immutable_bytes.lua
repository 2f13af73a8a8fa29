-- A string is a sequence of any bytes; operations make new strings.
local s = "a\0b\xff\u{20AC}"
print(#s, s:byte(1, -1)) -- expect: 7	97	0	98	255	226	130	172
local t = s
t = t .. "x"
print(#s, #t, s == t, s == t:sub(1, -2)) -- expect: 7	8	false	true
print("abc" == "ab" .. "c", #"", "" == '', "a\0" == "a") -- expect: true	0	true	false
print(pcall(function() s[1] = "x" end))
-- expect: false	strings_are_immutable_bytes.lua:8: attempt to index a string value (upvalue 's')
print(s[1], ("abc").x, s.len == string.len) -- expect: nil	nil	true
local keys = {["a\0b"] = 1, ["a"] = 2}
print(keys["a\0b"], keys["a\0"], keys["a"]) -- expect: 1	nil	2
print(("long"):rep(20) == ("long"):rep(10) .. ("long"):rep(10)) -- expect: true

-- Strings index the string library, so its functions are methods.
local s = "a method"
print(s:len(), s.len == string.len) -- expect: 8	true
print(s.nothing) -- expect: nil
print(("%d"):format(7)) -- expect: 7
print(#s:upper():rep(2)) -- expect: 16
function string.shout(text) return text:upper() .. "!" end
print(s:shout()) -- expect: A METHOD!
print(getmetatable("").__index == string) -- expect: true
print(pcall(function() s.field = 1 end))
-- expect: false	methods_come_from_the_string_library.lua:10: attempt to index a string value (upvalue 's')

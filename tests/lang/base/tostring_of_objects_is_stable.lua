-- The text of a table does not change and names it alone.
local a, b = {}, {}
local text = tostring(a)
for i = 1, 20 do a[i] = {i} end
print(text == tostring(a), text ~= tostring(b)) -- expect: true	true
print((text:gsub("0x%x+$", "ADDRESS"))) -- expect: table: ADDRESS
print((tostring(print):gsub(":.*$", "")), (tostring(function() end):gsub(":.*$", "")))
-- expect: function	function
print((tostring(coroutine.create(print)):gsub(":.*$", ""))) -- expect: thread
local named = setmetatable({}, {__name = "Point"})
print((tostring(named):gsub(":.*$", ""))) -- expect: Point
print(string.format("%s", a) == text) -- expect: true

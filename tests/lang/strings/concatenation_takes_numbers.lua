-- .. joins strings and numbers; it goes from right to left.
print("a" .. "b" .. "c", 1 .. 2, 1.5 .. "x", -1 .. "", 2^53 .. "", 10 // 3 .. "")
-- expect: abc	12	1.5x	-1	9.007199254741e+15	3
print("" .. "" == "", ("x" .. "\0" .. "y"):byte(1, -1)) -- expect: true	120	0	121
local s = ""
for i = 1, 200 do s = s .. i % 10 end
print(#s, s:sub(95, 105)) -- expect: 200	56789012345
local log = {}
local mt = {__concat = function(a, b)
    log[#log + 1] = type(a) == "table" and "T" or a
    log[#log + 1] = type(b) == "table" and "T" or b
    return "R"
end}
local t = setmetatable({}, mt)
local left, right = t .. "c" .. "d", "a" .. "b" .. t
print(left, right, table.concat(log, " ")) -- expect: R	aR	T cd b T
local function say(f) print((select(2, pcall(f)):match("%d+: (.*)"))) end
say(function() return "a" .. nil end) -- expect: attempt to concatenate a nil value
say(function() return s .. {} .. "b" end) -- expect: attempt to concatenate a table value
say(function() local x = true return x .. "b" end)
-- expect: attempt to concatenate a boolean value (local 'x')
say(function() return 1 .. s .. print end)
-- expect: attempt to concatenate a function value (global 'print')

-- %q takes numbers, booleans and nil; floats are exact, other values have no literal.
local f = string.format
print(f("%q %q %q %q", nil, true, false, 42), f("%q", -42), f("%q", math.maxinteger))
-- expect: nil true false 42	-42	9223372036854775807
print(f("%q", math.mininteger), load("return " .. f("%q", math.mininteger))() == math.mininteger)
-- expect: 0x8000000000000000	true
print(f("%q %q %q %q", 0.1, 1.0, -0.0, 1e100), f("%q", 2^53))
-- expect: 0x1.999999999999ap-4 0x1p+0 -0x0p+0 0x1.249ad2594c37dp+332	0x1p+53
print(f("%q %q", 1 / 0, -1 / 0), f("%q", 0 / 0)) -- expect: 1e9999 -1e9999	(0/0)
local function back(v) return load("return " .. f("%q", v))() end
for _, v in ipairs({0, 1.0, -1.5, 1e300, 5e-324, 1 / 0, -1 / 0, 123456789.125, 2^63}) do
    io.write(tostring(back(v) == v and math.type(back(v)) == math.type(v)), " ")
end
print(back(0 / 0) ~= back(0 / 0), 1 / back(-0.0))
-- expect: true true true true true true true true true true	-inf
print(pcall(f, "%q", {}))
-- expect: false	bad argument #2 to 'string.format' (value has no literal form)
print(pcall(f, "%q", print))
-- expect: false	bad argument #2 to 'string.format' (value has no literal form)
print(pcall(f, "%q", coroutine.running()))
-- expect: false	bad argument #2 to 'string.format' (value has no literal form)
print(pcall(f, "%q", setmetatable({}, {__tostring = function() return "text" end})))
-- expect: false	bad argument #2 to 'string.format' (value has no literal form)

-- assert raises any value as message; a text gets the place of the call.
local function caught(...)
    local ok, e = pcall(...)
    return ok, math.type(e) or type(e), e
end
print(caught(assert, false, "text")) -- expect: false	string	text
print(caught(assert, nil, 42)) -- expect: false	integer	42
print(caught(assert, false, 1.5)) -- expect: false	float	1.5
print(caught(assert, false, false)) -- expect: false	boolean	false
print(caught(assert, nil, nil, "ignored")) -- expect: false	nil	nil
print(caught(function() assert(1 > 2) end))
-- expect: false	string	assert_raises_its_message_as_it_is.lua:11: assertion failed!
local t = setmetatable({}, {__tostring = function() return "an object" end})
local ok, e = pcall(assert, nil, t)
print(rawequal(e, t), tostring(e)) -- expect: true	an object
print((select(2, pcall(function() assert() end)):match("%d+: .*")))
-- expect: 16: bad argument #1 to 'assert' (value expected)
print(pcall(assert, load("x ="))) -- expect: false	[string "x ="]:1: unexpected symbol near <eof>

-- error puts a place before a string; other values, and level 0, stay as they are.
local function message(...)
    local ok, e = pcall(...)
    return e, math.type(e) or type(e)
end
print(message(function() error("here") end))
-- expect: error_adds_a_place_to_strings_only.lua:6: here	string
print(message(function() error(42) end)) -- expect: 42	integer
print(message(function() error(4.5, 2) end)) -- expect: 4.5	float
print(message(function() error("plain", 0) end)) -- expect: plain	string
print(message(function() error("plain", -1) end)) -- expect: plain	string
print(message(function() error("as a float", 1.0) end))
-- expect: error_adds_a_place_to_strings_only.lua:12: as a float	string
print(message(function() error("as a string", "1") end))
-- expect: error_adds_a_place_to_strings_only.lua:14: as a string	string
print(message(function() error(false) end)) -- expect: false	boolean
print(message(function() error() end)) -- expect: nil	nil
print(message(error, "from a library function", 1)) -- expect: from a library function	string
print(pcall(error, "x", 1.5))
-- expect: false	bad argument #2 to 'error' (number has no integer representation)
print(pcall(error, "x", {}))
-- expect: false	bad argument #2 to 'error' (number expected, got table)

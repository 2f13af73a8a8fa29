-- __name is only read: it may be made by long work and stands in texts and messages.
local function name(n)
    local t = {}
    for i = 1, 30 do t[i] = i % n == 0 and tostring(i) or "" end
    return "T" .. table.concat(t)
end
local object = setmetatable({}, {__name = name(11), __index = function(t, k)
    local sum = 0
    for i = 1, 30 do sum = sum + i end
    return k .. sum
end})
print(tostring(object):match("^(.-): ") == name(11), object.x) -- expect: true	x465
print(("%s"):format(object):match("^(.-): ")) -- expect: T1122
print(pcall(string.rep, object))
-- expect: false	bad argument #1 to 'string.rep' (string expected, got T1122)
print(pcall(function() return object + 1 end))
-- expect: false	names_of_types_need_no_call.lua:16: attempt to perform arithmetic on a T1122 value (upvalue 'object')
print(pcall(function() return object < object end))
-- expect: false	names_of_types_need_no_call.lua:18: attempt to compare two T1122 values
getmetatable(object).__name = 5
print(tostring(object):match("^(.-): "), pcall(math.floor, object))
-- expect: table	false	bad argument #1 to 'math.floor' (number expected, got table)
getmetatable(object).__tostring = function(t) return name(9) .. t.y end
print(object) -- expect: T91827y465

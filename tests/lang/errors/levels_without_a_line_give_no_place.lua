-- A level that is a library function or beyond the stack gives no place.
local function check(level) error("E", level) end
local function call(level)
    check(level)
    return 1
end
print(pcall(call, 1)) -- expect: false	levels_without_a_line_give_no_place.lua:2: E
print(pcall(call, 2)) -- expect: false	levels_without_a_line_give_no_place.lua:4: E
print(pcall(call, 3)) -- expect: false	E
print(pcall(function() call(3) end)) -- expect: false	levels_without_a_line_give_no_place.lua:10: E
print(pcall(function() call(4) end)) -- expect: false	E
print(pcall(check, 2)) -- expect: false	E
print(select(2, pcall(check, 100))) -- expect: E
local function tail(level) return check(level) end
print(pcall(tail, 1)) -- expect: false	levels_without_a_line_give_no_place.lua:2: E
print(select(2, pcall(tail, 2))) -- expect: E
print(pcall(error, "E")) -- expect: false	E
print(pcall(error, "E", 1)) -- expect: false	E
print(pcall(error, "E", -5)) -- expect: false	E

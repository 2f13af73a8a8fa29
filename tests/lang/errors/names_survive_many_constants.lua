-- Messages name variables in the same way in a function with hundreds of constants.
local filler = {}
for i = 1, 300 do filler[i] = ("x = 'constant %d'"):format(i) end
filler = table.concat(filler, "\n") .. "\n"
local function message(text)
    local f = assert(load("local t, up = {s = 'text'}, {}\n" .. filler .. text, "=c"))
    return (select(2, pcall(f)):gsub("^c:%d+: ", ""))
end
print(message("return t.field.x")) -- expect: attempt to index a nil value (field 'field')
print(message("t.field.x = 1")) -- expect: attempt to index a nil value (field 'field')
print(message("t.field()")) -- expect: attempt to call a nil value (field 'field')
print(message("t:method()")) -- expect: attempt to call a nil value (method 'method')
print(message("return ('x'):method()")) -- expect: attempt to call a nil value (method 'method')
print(message("return (function() return up:method(1) end)()"))
-- expect: attempt to call a nil value (method 'method')
print(message("return unknown.x")) -- expect: attempt to index a nil value (global 'unknown')
print(message("unknown()")) -- expect: attempt to call a nil value (global 'unknown')
print(message("return t.field + 1"))
-- expect: attempt to perform arithmetic on a nil value (field 'field')
print(message("return t .. 'end'")) -- expect: attempt to concatenate a table value (local 't')
print(message("return 'word' | 1"))
-- expect: attempt to perform bitwise operation on a string value (constant 'word')
print(message("return 2.75 | 1")) -- expect: number has no integer representation
print(message("return t[1000].x")) -- expect: attempt to index a nil value (field '?')
print(message("for i = 1, t.field do end")) -- expect: bad 'for' limit (number expected, got nil)

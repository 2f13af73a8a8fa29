-- What is no variable of the program has a name in parentheses.
local function find(level, wanted)
    local found = {}
    for n = 1, 30 do
        local name, value = debug.getlocal(level + 1, n)
        if not name then break end
        if name == wanted then found[#found + 1] = tostring(value) end
    end
    return #found
end
for i = 1, 1 do print(find(1, "(for state)")) end -- expect: 3
for _ in pairs({1}) do print(find(1, "(for state)")) end -- expect: 4
print(find(1, "(for state)")) -- expect: 0
local function f(...) return (debug.getlocal(1, -1)) end
print(f(1), f()) -- expect: (vararg)	nil

-- getlocal gives names and values of the variables in scope, parameters first.
local function show(level)
    for n = 1, 20 do
        local name, value = debug.getlocal(level + 1, n)
        if not name or name:sub(1, 1) == "(" then break end
        print(name, value)
        -- expect: a	1
        -- expect: b	2
        -- expect: c	3
        -- expect: d	6
        -- expect: a	1
        -- expect: b	2
        -- expect: c	3
        -- expect: d	6
        -- expect: x	x









    end
end
local function f(a, b)
    local c = a + b
    do local inner = 1 end
    local d <const> = c * 2
    for i = 1, 1 do
        local e = i
        show(1)
    end
    show(1)
end
f(1, 2)
local function g(...)
    local x = "x"
    show(1)
    print(debug.getlocal(1, -1), debug.getlocal(1, -2), debug.getlocal(1, -3))
    -- expect: (vararg)	(vararg)	nil

end
g("first", "second")
print(debug.getlocal(f, 1), debug.getlocal(f, 2), debug.getlocal(f, 3)) -- expect: a	b	nil
print(pcall(debug.getlocal, 100, 1))
-- expect: false	bad argument #1 to 'debug.getlocal' (level out of range)
print(pcall(debug.getlocal, 1))
-- expect: false	bad argument #2 to 'debug.getlocal' (number expected, got no value)
print(pcall(debug.getlocal, print, 1)) -- expect: true	nil

-- setlocal changes a variable of a call that waits, and gives its name.
local function set(name, value)
    for n = 1, 50 do
        local found = debug.getlocal(2, n)
        if found == name then return debug.setlocal(2, n, value) end
    end
end
local function f(a, ...)
    local b = 2
    print(set("a", "new a"), a) -- expect: a	new a
    print(set("b", {}), type(b)) -- expect: b	table
    print(set("zz", 1)) -- expect: 
    print(debug.setlocal(1, -2, "changed"), ...) -- expect: (vararg)	x	changed
    print(debug.setlocal(1, -9, "changed"), debug.setlocal(1, 200, 1)) -- expect: nil	nil
    return a
end
print(f(1, "x", "y")) -- expect: new a
local sum = 0
for i = 1, 3 do
    sum = sum + i
    set("sum", sum * 10)
end
print(sum) -- expect: 1230
print(pcall(debug.setlocal, 100, 1, 1))
-- expect: false	bad argument #1 to 'debug.setlocal' (level out of range)

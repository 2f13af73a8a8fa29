-- An inner function has no access to the varargs of the outer one, but to copies.
local function outer(...)
    local first = ...
    local all = {...}
    local function inner(...) return first, #all, ... end
    return inner, inner(...)
end
print(select(2, outer("a", "b", "c"))) -- expect: a	3	a	b	c
local inner = outer(1, 2)
print(inner()) -- expect: 1	2
print(inner("own", nil)) -- expect: 1	2	own	nil
local function forward(f, ...) return f(...) end
print(forward(math.max, 3, 9, 2), forward(forward, forward, select, "#", nil, nil)) -- expect: 9	2
local function bind(f, ...)
    local bound = table.pack(...)
    return function(...)
        local all = table.pack(table.unpack(bound, 1, bound.n))
        for i = 1, select("#", ...) do all[all.n + i] = (select(i, ...)) end
        return f(table.unpack(all, 1, all.n + select("#", ...)))
    end
end
print(bind(select, "#", nil)(nil, nil), bind(string.format, "%s-%s")("x", "y")) -- expect: 3	x-y

-- Replacements nest: the function of gsub runs gsub, which calls functions again.
local depth, deepest, count = 0, 0, 0
local function expand(text)
    depth = depth + 1
    deepest = math.max(deepest, depth)
    local result = text:gsub("%b()", function(group)
        local inside, n = expand(group:sub(2, -2))
        for i = 1, 10 do count = count + #({n, i}) end
        return "[" .. inside .. "]"
    end)
    depth = depth - 1
    return result, depth
end
print((expand("f(a(b)(c(d)))g(h)"))) -- expect: f[a[b][c[d]]]g[h]
print(deepest, depth, count) -- expect: 4	0	100
local values = {x = "<$y$z>", y = "1$z", z = "$v"}
local function fill(text, level)
    return (text:gsub("%$(%a)", function(name)
        if not values[name] then error({name, level}) end
        return fill(values[name], level + 1)
    end))
end
local ok, e = pcall(fill, "a $x b $y", 1)
print(ok, e[1], e[2]) -- expect: false	v	4
values.v = "(%1)"
print(fill("a $x b $y", 1)) -- expect: a <1(%1)(%1)> b 1(%1)
print((("abc"):gsub(".", function(c) -- expect: aAaAaAbBbBbBcCcCcC
    return (c:upper():gsub(".", function(d)
        return (d:rep(3):gsub(".", {[d] = c .. d}))
    end))
end)))

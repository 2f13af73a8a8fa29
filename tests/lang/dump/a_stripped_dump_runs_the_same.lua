-- With a true second argument a dump may leave out what is for messages only.
local function work(list, ...)
    local parts = {}
    for i, v in ipairs(list) do parts[i] = tostring(v):rep(i) end
    local function join(separator) return table.concat(parts, separator) end
    return join("-"), select("#", ...)
end
local plain, stripped = string.dump(work), string.dump(work, true)
print(#stripped <= #plain, #string.dump(work, false) == #plain, #string.dump(work, nil) == #plain)
-- expect: true	true	true
local main = load("local f = ... return f({1, 'b', true}, nil, nil)")
print(load(string.dump(main, true))(work)) -- expect: 1-bb-truetruetrue	2
print(load(string.dump(main, "any true value"))(work)) -- expect: 1-bb-truetruetrue	2
local nested = load(string.dump(function(n)
    local sum = 0
    local function add(k) sum = sum + k return sum end
    for i = 1, n do add(i) end
    return sum, add
end, true))
local sum, add = nested(10)
print(sum, add(5)) -- expect: 55	60
local ok, message = pcall(load(string.dump(function(t) return t.x.y end, true)), {})
print(ok, message:match("attempt to index a nil value"))
-- expect: false	attempt to index a nil value
print(select(2, pcall(load(string.dump(function() error("plain", 0) end, true), "=c", "b"))))
-- expect: plain
print(load(string.dump(load(string.dump(main, true)), true))(work)) -- expect: 1-bb-truetruetrue	2

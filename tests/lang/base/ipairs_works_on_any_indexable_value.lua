-- ipairs takes any value; the first step indexes it.
local function walk(v)
    local parts = {}
    for i, x in ipairs(v) do parts[#parts + 1] = i .. "=" .. tostring(x) end
    return table.concat(parts, " ")
end
print(walk({"a", "b", nil, "d"})) -- expect: 1=a 2=b
print(walk({false, 0})) -- expect: 1=false 2=0
print(walk({[0] = "zero", [2] = "two"}) == "") -- expect: true
print(walk("a string") == "") -- expect: true
print(walk(setmetatable({}, {__index = function(_, i) if i < 4 then return i * i end end})))
-- expect: 1=1 2=4 3=9
print(walk(setmetatable({"own"}, {__index = {"hidden", "inherited"}}))) -- expect: 1=own 2=inherited
print(walk({n = 1, 1.5, 2.5, x = 3})) -- expect: 1=1.5 2=2.5
print(pcall(walk, nil)) -- expect: false	attempt to index a nil value
print(pcall(walk, 5)) -- expect: false	attempt to index a number value
print(pcall(walk, setmetatable({}, {__index = true})))
-- expect: false	attempt to index a boolean value
print(pcall(walk, setmetatable({}, {__index = function() error("no index", 0) end})))
-- expect: false	no index
print(pcall(ipairs)) -- expect: false	bad argument #1 to 'ipairs' (value expected)

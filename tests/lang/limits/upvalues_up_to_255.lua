-- A function may have 255 upvalues, one more is refused with its line.
local function build(count, uses)
    local lines, use = {}, {}
    for f = 0, (count - 1) // 100 do
        local names = {}
        for i = f * 100 + 1, math.min(count, f * 100 + 100) do names[#names + 1] = "u" .. i end
        lines[#lines + 1] = "local " .. table.concat(names, ",") .. " = " ..
            table.concat(names, ","):gsub("u", "")
        lines[#lines + 1] = "return (function()"
    end
    for i = 1, uses do use[i] = "u" .. i end
    lines[#lines + 1] = "return function() return " .. table.concat(use, "+") .. " end"
    lines[#lines + 1] = ("end)()"):rep((count - 1) // 100 + 1, "\n")
    return table.concat(lines, "\n")
end
print(assert(load(build(255, 255), "=chunk"))()()) -- expect: 32640
print(load(build(256, 256), "=chunk"))
-- expect: nil	chunk:7: too many upvalues (limit is 255) in function at line 6 near 'end'
local f = assert(load([[
    local a, b = ...
    return function() a = a + 1 return a, b end, function(v) b = v return a end
]]))
local get, set = f(1, 2)
print(get()) -- expect: 2	2
print(set("x"), get()) -- expect: 2	3	x

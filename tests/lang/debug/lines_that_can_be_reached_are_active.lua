-- activelines are the lines that have code.
local function lines(f)
    local l = {}
    for line in pairs(debug.getinfo(f, "L").activelines) do l[#l + 1] = line end
    table.sort(l)
    return table.concat(l, " ")
end
local function f(a)
    local b = a

    if b then
        -- a comment
        return 1
    end
    return 2
end
print(lines(f)) -- expect: 9 11 13 15 16
print(lines(function() end)) -- expect: 18
print(debug.getinfo(print, "L").activelines) -- expect: nil
print(lines(load("\n\nx = 1\n\ny = 2\n", "=c"))) -- expect: 3 5

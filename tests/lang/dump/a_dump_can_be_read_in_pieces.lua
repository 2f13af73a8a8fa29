-- A reader function may give a dump in pieces of any size.
-- torture: 97
local function f(a, b)
    local t = {a, b, "text", 1.5}
    return #t, t[1] + t[2], function() return t[3] end
end
local dump = string.dump(f)
for _, size in ipairs({1, 2, 3, 7, 64, #dump}) do
    local at = 1
    local g = assert(load(function()
        local piece = dump:sub(at, at + size - 1)
        at = at + size
        return piece
    end, "=pieces", "b"))
    local n, sum, text = g(3, 4)
    print(n, sum, text())
    -- expect: 4	7	text
    -- expect: 4	7	text
    -- expect: 4	7	text
    -- expect: 4	7	text
    -- expect: 4	7	text
    -- expect: 4	7	text
end

-- A comparator may return anything; only nil and false mean "not before".
local function sorted(f)
    local t = {3, 1, 4, 1, 5, 9, 2, 6}
    table.sort(t, f)
    return table.concat(t, " ")
end
print(sorted(function(a, b) return a < b and 0 or nil end)) -- expect: 1 1 2 3 4 5 6 9
print(sorted(function(a, b) return a > b and "yes" or false end)) -- expect: 9 6 5 4 3 2 1 1
print(sorted(function(a, b) if a < b then return {}, "more", "values" end end))
-- expect: 1 1 2 3 4 5 6 9
print(sorted(function(a, b) return (a < b), error end)) -- expect: 1 1 2 3 4 5 6 9
print(sorted(function(a, b, c, ...) return a < b and c == nil and select("#", ...) == 0 end))
-- expect: 1 1 2 3 4 5 6 9
print(sorted(nil), sorted(false or nil)) -- expect: 1 1 2 3 4 5 6 9	1 1 2 3 4 5 6 9

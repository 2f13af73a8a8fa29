-- return leaves the function from inside any loops and blocks, with any number of values.
local function search(t, p)
    for i, row in ipairs(t) do
        for j = 1, #row do
            while true do
                if p(row[j]) then return i, j, row[j] end
                break
            end
        end
    end
    return nil
end
local t = {{1, 2, 3}, {4, 5, 6}, {7, 8, 9}}
print(search(t, function(v) return v > 4 end)) -- expect: 2	2	5
print(search(t, function(v) return v > 9 end)) -- expect: nil
print(select("#", search(t, function() return true end))) -- expect: 3
local function early(n) if n then do return "early" end end return "late" end
print(early(true), early()) -- expect: early	late
local function none() do return end end
print(select("#", none()), (none())) -- expect: 0	nil
local function inner() for _, v in pairs({1}) do repeat return v until false end end
print(inner()) -- expect: 1
print(load("do return 1, 2 end return 3")()) -- expect: 1	2

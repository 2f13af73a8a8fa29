-- A huge or negative length is taken as it is; positions are counted from it.
local function with(length, t)
    return setmetatable(t or {}, {__len = function() return length end})
end
local high, low = math.maxinteger, math.mininteger
local t = with(high)
table.insert(t, high, "v")
print(t[high], t[low]) -- expect: v	nil
print(table.remove(with(high, {[high] = "last"})), table.remove(with(high), high))
-- expect: last	nil
print(pcall(table.concat, with(high)))
-- expect: false	invalid value (nil) at index 1 in table for 'concat'
print(pcall(table.unpack, with(high))) -- expect: false	too many results to unpack
print(table.concat(with(low)) == "", select("#", table.unpack(with(low)))) -- expect: true	0
t = with(-5, {[-5] = "old"})
print(table.remove(t), rawget(t, -5)) -- expect: old	nil
table.insert(t, "new")
print(t[-4], t[-5]) -- expect: new	nil

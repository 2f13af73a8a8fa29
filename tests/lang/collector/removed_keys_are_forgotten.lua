-- Keys that were removed from a table and are used nowhere else leave nothing behind.
-- torture: 3
local t = {}
for i = 1, 12 do
    local key = {}
    t[key] = i
    t[key] = nil
end
print(next(t)) -- expect: nil
local kept = {}
t[kept] = "kept"
for i = 1, 12 do
    t[{}] = i
end
local sum = 0
for key, value in pairs(t) do
    if key ~= kept then
        sum = sum + value
        t[key] = nil
    end
end
print(sum, next(t) == kept, t[kept]) -- expect: 78	true	kept

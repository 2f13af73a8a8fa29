-- A comparator can order by one key and, where that is equal, by the next.
local people = {
    {"Kim", 31, "b"}, {"Ada", 31, "a"}, {"Bo", 28, "b"}, {"Kim", 28, "a"}, {"Ada", 19, "b"},
}
local function by(...)
    local keys = {...}
    return function(a, b)
        for _, key in ipairs(keys) do
            local k, down = math.abs(key), key < 0
            if a[k] ~= b[k] then
                if down then return a[k] > b[k] end
                return a[k] < b[k]
            end
        end
        return false
    end
end
local function show(...)
    table.sort(people, by(...))
    local out = {}
    for i, p in ipairs(people) do out[i] = table.concat(p) end
    return table.concat(out, " ")
end
print(show(1, 2)) -- expect: Ada19b Ada31a Bo28b Kim28a Kim31b
print(show(2, 1)) -- expect: Ada19b Bo28b Kim28a Ada31a Kim31b
print(show(3, -2)) -- expect: Ada31a Kim28a Kim31b Bo28b Ada19b
print(show(-1, -2)) -- expect: Kim31b Kim28a Bo28b Ada31a Ada19b

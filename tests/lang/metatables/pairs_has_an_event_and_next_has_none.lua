-- pairs uses __pairs; next and the length operator do not.
local t = setmetatable({a = 1, b = 2}, {__pairs = function(t)
    local keys, i = {}, 0
    for k in next, t do keys[#keys + 1] = k end
    table.sort(keys, function(x, y) return x > y end)
    return function() i = i + 1 if keys[i] then return keys[i], t[keys[i]] * 10 end end
end})
for k, v in pairs(t) do print(k, v) end
-- expect: b	20
-- expect: a	10
local count = 0
for _ in next, t do count = count + 1 end
print(count, select("#", pairs(t))) -- expect: 2	3
local n = setmetatable({}, {__pairs = function() return next, {x = "other table"} end})
for k, v in pairs(n) do print(k, v) end -- expect: x	other table
local e = setmetatable({}, {__pairs = function() return function() end end})
for _ in pairs(e) do print("never") end
local i = setmetatable({}, {__index = function(_, k) if k < 4 then return k * k end end})
for k, v in ipairs(i) do io.write(k, "=", v, " ") end
print("end") -- expect: 1=1 2=4 3=9 end

-- After a caught error variables and tables have what was stored before it.
local a, t = 1, {}
local function get() return a end
print(pcall(function()
    a = 2
    t[1] = "one"
    t[2] = "two" .. nil
end)) -- expect: false	variables_survive_an_error.lua:7: attempt to concatenate a nil value
print(a, get(), t[1], t[2]) -- expect: 2	2	one	nil
local fs = {}
for i = 1, 3 do
    pcall(function()
        local v = i
        fs[i] = function() v = v + 1 return v end
        if i == 2 then error("second") end
        v = v * 10
    end)
end
print(fs[1](), fs[2](), fs[3](), fs[2]()) -- expect: 11	3	31	4
local function deep(n) if n == 0 then error("bottom", 0) end local v = n deep(n - 1) return v end
for i = 1, 3 do print(i, pcall(deep, i * 50)) end
-- expect: 1	false	bottom
-- expect: 2	false	bottom
-- expect: 3	false	bottom
print(a) -- expect: 2

-- A coroutine can yield inside metamethods, iterators, pcall and nested calls.
local y = coroutine.yield
local mt = {__index = function(_, k) return y("index " .. k) end,
            __add = function() return y("add") end,
            __lt = function() return y("lt") end,
            __concat = function() return y("concat") end,
            __call = function(_, x) return y("call " .. x) end,
            __len = function() return y("len") end,
            __close = function() y("close") end}
local co = coroutine.wrap(function()
    local t = setmetatable({}, mt)
    local r = {t.field, t + 1, t < t, t .. "x", t(5), #t}
    for v in function(_, c) return y("iterate " .. tostring(c)) end do r[#r + 1] = v end
    r[#r + 1] = select(2, pcall(function() return y("in pcall") end))
    do local c <close> = t end
    return table.concat(r, " ", 1, 2), r[3], #r
end)
print(co()) -- expect: index field
for i = 1, 6 do print(co(i)) end
-- expect: add
-- expect: lt
-- expect: concat
-- expect: call 5
-- expect: len
-- expect: iterate nil
print(co("one")) -- expect: iterate one
print(co(nil)) -- expect: in pcall
print(co("p")) -- expect: close
print(co()) -- expect: 1 2	true	8

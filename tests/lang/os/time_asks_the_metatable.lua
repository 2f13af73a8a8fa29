-- os.time reads its fields through __index and writes them through __newindex.
local base = {year = 2020, month = 5, day = 32, hour = 1, min = 2, sec = 3}
local derived = setmetatable({}, {__index = base})
print(os.time(derived) == os.time({year = 2020, month = 6, day = 1, hour = 1, min = 2, sec = 3}))
-- expect: true
print(rawget(derived, "day"), rawget(derived, "month"), base.day) -- expect: 1	6	32
local written = {}
local proxy = setmetatable({}, {
    __index = function(_, k) return k ~= "isdst" and 1 or nil end,
    __newindex = function(_, k, v) written[#written + 1] = k .. "=" .. tostring(v) end,
})
os.time(proxy)
table.sort(written)
print(#written, written[1], written[3]:match("%a+"), written[5], next(proxy))
-- expect: 9	day=1	isdst	month=1	nil
print(pcall(os.time, setmetatable({}, {__index = function(_, k) error("no " .. k, 0) end})))
-- expect: false	no year

-- os.time turns a date into seconds and makes its fields proper ones.
local function show(t) return os.date("%Y-%m-%d %H:%M:%S", os.time(t)) end
print(show({year = 1970, month = 1, day = 2})) -- expect: 1970-01-02 12:00:00
print(show({year = 2000, month = 2, day = 30, hour = 0})) -- expect: 2000-03-01 00:00:00
print(os.time({year = 2000, month = 3, day = 1}) - os.time({year = 2000, month = 2, day = 28}))
-- expect: 172800
local t = {year = 2023, month = 14, day = -3, hour = 25, min = 61, sec = 61}
os.time(t)
print(t.year, t.month, t.day, t.hour, t.min, t.sec, t.wday, t.yday)
-- expect: 2024	1	29	2	2	1	2	29
print(pcall(os.time, {year = 2020})) -- expect: false	field 'month' missing in date table
print(pcall(os.time, {year = 2020, month = "x", day = 1}))
-- expect: false	field 'month' is not an integer
print(pcall(os.time, {year = 2020, month = 1.5, day = 1}))
-- expect: false	field 'month' is not an integer
print(show({year = "2001", month = "1", day = "1", hour = "0"})) -- expect: 2001-01-01 00:00:00
print(math.type(os.time()), os.time() > 1600000000) -- expect: integer	true
print(os.difftime(10, 4), pcall(os.difftime) == false) -- expect: 6.0	true

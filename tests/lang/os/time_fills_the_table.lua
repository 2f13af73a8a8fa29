-- os.time writes all fields into its table; those it does not use are replaced.
local t = {year = 2021, month = 3, day = 14}
os.time(t)
print(t.year, t.month, t.day, t.hour, t.min, t.sec, t.wday, t.yday, type(t.isdst))
-- expect: 2021	3	14	12	0	0	1	73	boolean
t = {year = "2021", month = "0x3", day = 14.0, hour = "7", min = 5.0, wday = "none", yday = -1,
     extra = "kept"}
os.time(t)
print(t.year, t.month, t.day, t.hour, t.min, t.sec, t.wday, t.yday, t.extra)
-- expect: 2021	3	14	7	5	0	1	73	kept
print(math.type(t.year), math.type(t.month), math.type(t.min))
-- expect: integer	integer	integer
local before = {year = 2021, month = 3, day = "x"}
print(pcall(os.time, before) == false, before.hour, before.wday) -- expect: true	nil	nil

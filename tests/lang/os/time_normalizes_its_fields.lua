-- os.time brings fields that are out of range into their range, in the table, too.
local function normal(year, month, day, hour, min, sec)
    local t = {year = year, month = month, day = day, hour = hour, min = min, sec = sec}
    os.time(t)
    return string.format("%d-%02d-%02d %02d:%02d:%02d %d %d", t.year, t.month, t.day,
                         t.hour, t.min, t.sec, t.wday, t.yday)
end
print(normal(2024, 2, 30)) -- expect: 2024-03-01 12:00:00 6 61
print(normal(2023, 2, 29)) -- expect: 2023-03-01 12:00:00 4 60
print(normal(2000, 13, 1), normal(2000, 0, 1))
-- expect: 2001-01-01 12:00:00 2 1	1999-12-01 12:00:00 4 335
print(normal(2001, -11, 1), normal(2001, 25, 31))
-- expect: 2000-01-01 12:00:00 7 1	2003-01-31 12:00:00 6 31
print(normal(2020, 1, 0), normal(2020, 1, -30))
-- expect: 2019-12-31 12:00:00 3 365	2019-12-01 12:00:00 1 335
print(normal(2020, 12, 31, 24), normal(2020, 1, 1, -1))
-- expect: 2021-01-01 00:00:00 6 1	2019-12-31 23:00:00 3 365
print(normal(2020, 1, 1, 12, 60, 60), normal(2020, 1, 1, 12, -1, -1))
-- expect: 2020-01-01 13:01:00 4 1	2020-01-01 11:58:59 4 1
print(normal(1900, 2, 29), normal(2000, 2, 29))
-- expect: 1900-03-01 12:00:00 5 60	2000-02-29 12:00:00 3 60
print(normal(2020, 1, 1, 0, 0, 86399), normal(2020, 1, 1, 0, 1440))
-- expect: 2020-01-01 23:59:59 4 1	2020-01-02 00:00:00 5 2

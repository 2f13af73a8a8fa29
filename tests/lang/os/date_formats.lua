-- os.date formats a time; ! means UTC and *t gives a table.
print(os.date("!%Y-%m-%d %H:%M:%S", 0)) -- expect: 1970-01-01 00:00:00
print(os.date("!%c", 86400 * 365)) -- expect: Fri Jan  1 00:00:00 1971
print(os.date("!%x %X %p %A %B %j", 1e9)) -- expect: 09/09/01 01:46:40 AM Sunday September 252
print(os.date("!%d%%%y", 951782400)) -- expect: 29%00
local t = os.date("!*t", 951782400)
print(t.year, t.month, t.day, t.hour, t.min, t.sec, t.wday, t.yday, t.isdst)
-- expect: 2000	2	29	0	0	0	3	60	false
print(pcall(os.date, "%Q", 0))
-- expect: false	bad argument #1 to 'os.date' (invalid conversion specifier '%Q')
print(pcall(os.date, "%", 0))
-- expect: false	bad argument #1 to 'os.date' (invalid conversion specifier '%')
print(os.date("!", 0) == "", #os.date() > 0) -- expect: true	true
print(os.time(os.date("*t", 123456789))) -- expect: 123456789
print(os.date("!%H", "3600"), pcall(os.date, "%H", 1.5) == false) -- expect: 01	true

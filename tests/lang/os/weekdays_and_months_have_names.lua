-- Names of days and months, and the numbers of weeks at the turn of the year.
local days, months = {}, {}
for d = 0, 6 do days[d + 1] = os.date("!%a %A %w %u", d * 86400) end
for m = 0, 11 do months[m + 1] = os.date("!%b/%B/%m", (m * 31 + 1) * 86400) end
print(table.concat(days, ", ", 1, 4))
-- expect: Thu Thursday 4 4, Fri Friday 5 5, Sat Saturday 6 6, Sun Sunday 0 7
print(table.concat(days, ", ", 5, 7)) -- expect: Mon Monday 1 1, Tue Tuesday 2 2, Wed Wednesday 3 3
print(table.concat(months, " ", 1, 6))
-- expect: Jan/January/01 Feb/February/02 Mar/March/03 Apr/April/04 May/May/05 Jun/June/06
print(table.concat(months, " ", 7, 12))
-- expect: Jul/July/07 Aug/August/08 Sep/September/09 Oct/October/10 Nov/November/11 Dec/December/12
local year_2016 = 1451606400
for d = -3, 4 do
    print(os.date("!%F %a %G-W%V %U %W %j", year_2016 + d * 86400))
    -- expect: 2015-12-29 Tue 2015-W53 52 52 363
    -- expect: 2015-12-30 Wed 2015-W53 52 52 364
    -- expect: 2015-12-31 Thu 2015-W53 52 52 365
    -- expect: 2016-01-01 Fri 2015-W53 00 00 001
    -- expect: 2016-01-02 Sat 2015-W53 00 00 002
    -- expect: 2016-01-03 Sun 2015-W53 01 00 003
    -- expect: 2016-01-04 Mon 2016-W01 01 01 004
    -- expect: 2016-01-05 Tue 2016-W01 01 01 005
end

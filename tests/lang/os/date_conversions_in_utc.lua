-- Each conversion of os.date gives its part of the time.
local time = 1234567890
local function date(format) return os.date("!" .. format, time) end
print(date("%a %A %b %B %h")) -- expect: Fri Friday Feb February Feb
print(date("%c")) -- expect: Fri Feb 13 23:31:30 2009
print(date("%C %y %Y %g %G")) -- expect: 20 09 2009 09 2009
print(date("%d %e %j %m %U %V %W")) -- expect: 13 13 044 02 06 07 06
print(date("%u %w")) -- expect: 5 5
print(date("%H %I %M %S %p")) -- expect: 23 11 31 30 PM
print(date("%D %F %R %T")) -- expect: 02/13/09 2009-02-13 23:31 23:31:30
print(date("%r")) -- expect: 11:31:30 PM
print(date("%x %X")) -- expect: 02/13/09 23:31:30
print(date("%%")) -- expect: %
print((date("%n%t|"):gsub("\n", "N"):gsub("\t", "T"))) -- expect: NT|
print(os.date("!%e|%I|%p|%j", 0), os.date("!%y %C", -62135596800)) -- expect:  1|12|AM|001	01 0

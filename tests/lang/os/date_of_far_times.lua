-- os.date reaches far times, until the year does not fit.
print(os.date("!%Y-%m-%d %H:%M:%S", -1), os.date("!%F", -62135596800))
-- expect: 1969-12-31 23:59:59	1-01-01
print(os.date("!%Y-%m-%d", 253402300799), os.date("!%Y-%m-%d", 253402300800))
-- expect: 9999-12-31	10000-01-01
print(os.date("!%Y-%j", 67768036191676799), os.date("!*t", -67768040609740800).year)
-- expect: -2147481749-365	-2147481748
print(os.date("!%F %T", 2 ^ 31), os.date("!%F %T", -2 ^ 31), os.date("!%a %F", 2 ^ 32))
-- expect: 2038-01-19 03:14:08	1901-12-13 20:45:52	Sun 2106-02-07
local message = select(2, pcall(os.date, "!%c", 67768036191676800))
print(message) -- expect: date result cannot be represented in this installation
print(select(2, pcall(os.date, "!*t", math.maxinteger)))
-- expect: date result cannot be represented in this installation
print(select(2, pcall(os.date, "!%Y", math.mininteger)))
-- expect: date result cannot be represented in this installation
print(select(2, pcall(os.date, "%c", math.maxinteger)) ~= nil) -- expect: true

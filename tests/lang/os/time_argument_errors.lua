-- os.time takes a table or nothing.
print(pcall(os.time, 1))
-- expect: false	bad argument #1 to 'os.time' (table expected, got number)
print(pcall(os.time, "2020-01-01"))
-- expect: false	bad argument #1 to 'os.time' (table expected, got string)
print(pcall(os.time, true))
-- expect: false	bad argument #1 to 'os.time' (table expected, got boolean)
print(pcall(os.time, io.stdout))
-- expect: false	bad argument #1 to 'os.time' (table expected, got FILE*)
print(math.type(os.time(nil)), math.type(os.time())) -- expect: integer	integer
local date = {year = 2020, month = 1, day = 1}
print(os.time(date, "ignored") == os.time(date)) -- expect: true
print(select(2, pcall(function() return os.time(print) end)))
-- expect: time_argument_errors.lua:13: bad argument #1 to 'time' (table expected, got function)
print(select(2, pcall(function() return os.time({}) end)))
-- expect: time_argument_errors.lua:15: field 'year' missing in date table

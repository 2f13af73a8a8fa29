-- A field that does not fit a C int is out of bound.
local function message(field, value)
    local t = {year = 2020, month = 1, day = 1, hour = 0}
    t[field] = value
    local ok, text = pcall(os.time, t)
    return ok or text
end
print(message("year", 2147485548)) -- expect: field 'year' is out-of-bound
print(message("year", 2147485547) ~= message("year", 2147485548)) -- expect: true
print(message("year", -2147481749)) -- expect: field 'year' is out-of-bound
print(message("year", math.maxinteger)) -- expect: field 'year' is out-of-bound
print(message("year", math.mininteger)) -- expect: field 'year' is out-of-bound
print(message("month", 2147483649)) -- expect: field 'month' is out-of-bound
print(message("month", 2147483648), message("month", -2147483647)) -- expect: true	true
print(message("month", -2147483648)) -- expect: field 'month' is out-of-bound
print(message("day", 2147483648)) -- expect: field 'day' is out-of-bound
print(message("day", 2147483647), message("day", -2147483648)) -- expect: true	true
print(message("hour", 2147483648)) -- expect: field 'hour' is out-of-bound
print(message("sec", -2147483649)) -- expect: field 'sec' is out-of-bound
print(message("min", 2 ^ 63)) -- expect: field 'min' is not an integer

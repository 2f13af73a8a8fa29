-- Unknown or malformed conversions and missing values raise errors.
local function message(...) return select(2, pcall(string.format, ...)) end
print(message("%y", 1)) -- expect: invalid conversion '%y' to 'format'
print(message("%", 1)) -- expect: invalid conversion '%' to 'format'
print(message("%10", 1)) -- expect: invalid conversion '%10' to 'format'
print(message("%123d", 1)) -- expect: invalid conversion specification: '%123d'
print(message("%.123d", 1)) -- expect: invalid conversion specification: '%.123d'
print(message("%+s", "x")) -- expect: invalid conversion specification: '%+s'
print(message("%#d", 1)) -- expect: invalid conversion specification: '%#d'
print(message("%.3c", 65)) -- expect: invalid conversion specification: '%.3c'
print(message("%0000000000000000000000d", 1)) -- expect: invalid format (too long)
print((message("%d"):gsub("'.-'", "F"))) -- expect: bad argument #2 to F (no value)
print((message("%s %s", 1):gsub("'.-'", "F"))) -- expect: bad argument #3 to F (no value)

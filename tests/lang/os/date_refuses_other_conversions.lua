-- A conversion that C99 does not have is an error.
local valid = {}
for byte = 33, 126 do
    local c = string.char(byte)
    if pcall(os.date, "!%" .. c, 0) then valid[#valid + 1] = c end
end
print(table.concat(valid)) -- expect: %ABCDFGHIMRSTUVWXYZabcdeghjmnprtuwxyz
print(pcall(os.date, "!%k", 0))
-- expect: false	bad argument #1 to 'os.date' (invalid conversion specifier '%k')
print(pcall(os.date, "!text %"))
-- expect: false	bad argument #1 to 'os.date' (invalid conversion specifier '%')
print(pcall(os.date, "!%Y %s", 0))
-- expect: false	bad argument #1 to 'os.date' (invalid conversion specifier '%s')
print(pcall(os.date, "%!", 0))
-- expect: false	bad argument #1 to 'os.date' (invalid conversion specifier '%!')
print(select(2, pcall(function() return os.date("!%i", 0) end)):match(":%d+: (.*)"))
-- expect: bad argument #1 to 'date' (invalid conversion specifier '%i')

-- read("n") gives nil for what is no numeral, after taking what could have been one.
local function number(text)
    local f = io.tmpfile()
    f:write(text)
    f:seek("set")
    return f:read("n"), "'" .. f:read("a") .. "'"
end
print(number("")) -- expect: nil	''
print(number("x")) -- expect: nil	'x'
print(number("   x")) -- expect: nil	'x'
print(number("-")) -- expect: nil	''
print(number("+-1")) -- expect: nil	'-1'
print(number("--1")) -- expect: nil	'-1'
print(number(".")) -- expect: nil	''
print(number("-.x")) -- expect: nil	'x'
print(number("1e")) -- expect: nil	''
print(number("1e+x")) -- expect: nil	'x'
print(number("0x")) -- expect: nil	''
print(number("0xg")) -- expect: nil	'g'
print(number("0x.p1")) -- expect: nil	'p1'
print(number("0x1p")) -- expect: nil	''
print(number("0x1p-")) -- expect: nil	''
print(number("inf")) -- expect: nil	'inf'
print(number("nan")) -- expect: nil	'nan'
print(number("e5")) -- expect: nil	'e5'

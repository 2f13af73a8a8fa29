-- A numeral that starts with a dot is read as far as one that starts with a digit.
local function message(text) return (select(2, load("x = " .. text, "=c"))) end
print(message(".5.5")) -- expect: c:1: malformed number near '.5.5'
print(message(".5e")) -- expect: c:1: malformed number near '.5e'
print(message(".5x")) -- expect: c:1: malformed number near '.5x'
print(message(".0x")) -- expect: c:1: malformed number near '.0x'
print(message(".0x1p4")) -- expect: c:1: malformed number near '.0x1p4'
print(message(".0x1p+4y")) -- expect: c:1: malformed number near '.0x1p+4y'
print(message(".0xe-1")) -- expect: c:1: malformed number near '.0xe'
print(load("return .0, .5, .5e1, .25e-1")()) -- expect: 0.0	0.5	5.0	0.025

-- A numeral reads on over letters, digits and dots; what does not fit is told whole.
local function message(text) return (select(2, load("x = " .. text, "=c"))) end
print(message("3x")) -- expect: c:1: malformed number near '3x'
print(message("1..2")) -- expect: c:1: malformed number near '1..2'
print(message("1.2.3")) -- expect: c:1: malformed number near '1.2.3'
print(message("0x")) -- expect: c:1: malformed number near '0x'
print(message("0xg")) -- expect: c:1: malformed number near '0xg'
print(message("1e")) -- expect: c:1: malformed number near '1e'
print(message("1e+")) -- expect: c:1: malformed number near '1e+'
print(message("2e5.5")) -- expect: c:1: malformed number near '2e5.5'
print(message("0x1p")) -- expect: c:1: malformed number near '0x1p'
print(message("0x1p-")) -- expect: c:1: malformed number near '0x1p-'
print(message("0x1.8.1")) -- expect: c:1: malformed number near '0x1.8.1'
print(message("1_000")) -- expect: c:1: malformed number near '1_'
print(message("08a")) -- expect: c:1: malformed number near '08a'
print(message("3in")) -- expect: c:1: malformed number near '3i'
print(message("0x.p1")) -- expect: c:1: malformed number near '0x.p1'
print(load("return 1 ..2, 0xep1, 5-3")()) -- expect: 12	28.0	2

-- utf8.codes gives the position and code of each character.
for position, code in utf8.codes("aä€😀z") do
    print(position, code)
    -- expect: 1	97
    -- expect: 2	228
    -- expect: 4	8364
    -- expect: 7	128512
    -- expect: 11	122
end
for position, code in utf8.codes("") do print(position, code) end
local sum, last = 0, 0
for position, code in utf8.codes(("é"):rep(500)) do sum, last = sum + code, position end
print(sum, last) -- expect: 116500	999
for position, code in utf8.codes("\0\0x") do
    print(position, code)
    -- expect: 1	0
    -- expect: 2	0
    -- expect: 3	120
end
local digits = {}
for _, code in utf8.codes(42) do digits[#digits + 1] = code end
print(table.concat(digits, " ")) -- expect: 52 50

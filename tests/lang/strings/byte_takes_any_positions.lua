-- string.byte gives the codes between two positions; out of the string there are none.
local s = "abcde"
local function codes(...) return select("#", s:byte(...)), s:byte(...) end
print(codes()) -- expect: 1	97
print(codes(2)) -- expect: 1	98
print(codes(-1)) -- expect: 1	101
print(codes(2, 4)) -- expect: 3	98	99	100
print(codes(-3, -2)) -- expect: 2	99	100
print(codes(4, 2)) -- expect: 0
print(codes(0, 2)) -- expect: 2	97	98
print(codes(-10, 2)) -- expect: 2	97	98
print(codes(4, 100)) -- expect: 2	100	101
print(codes(6)) -- expect: 0
print(codes(1, -6)) -- expect: 0
print(codes(3, nil)) -- expect: 1	99
print(codes(math.mininteger, math.maxinteger)) -- expect: 5	97	98	99	100	101
print(("\0\255\128"):byte(1, -1)) -- expect: 0	255	128
print(string.byte(12345, 2), string.byte("x", "1"), string.byte("xy", 2.0)) -- expect: 50	120	121

-- tostring writes integers, floats and other plain values so that they differ.
print(tostring(nil), tostring(true), tostring(false)) -- expect: nil	true	false
print(tostring(12), tostring(-0), tostring(12.0), tostring(-0.0)) -- expect: 12	0	12.0	-0.0
print(tostring(1e15), tostring(1e100), tostring(2^53), tostring(2^63))
-- expect: 1e+15	1e+100	9.007199254741e+15	9.2233720368548e+18
print(tostring(0.1), tostring(1/3), tostring(1e-10)) -- expect: 0.1	0.33333333333333	1e-10
print(tostring(1/0), tostring(-1/0), tostring(math.pi)) -- expect: inf	-inf	3.1415926535898
print(tostring(math.maxinteger), tostring(math.mininteger))
-- expect: 9223372036854775807	-9223372036854775808
print(tostring("text"), #tostring("")) -- expect: text	0
print(pcall(tostring)) -- expect: false	bad argument #1 to 'tostring' (value expected)

-- Concatenation writes numbers as tostring does; it makes no number of a string.
print(1 .. 2, 1.0 .. 2.0, 1e15 .. "", -1 .. -2, 0x10 .. "", 1e2 .. "x")
-- expect: 12	1.02.0	1e+15	-1-2	16	100.0x
print(type(1 .. ""), 1 .. "" == "1", (1 .. 2) + 1, "1" .. "2" + 1) -- expect: string	true	13	13
print(2^53 .. " " .. 2^63, 1 / 0 .. "", -1 / 0 .. " ", 3 // 1 .. "", 3 / 1 .. "")
-- expect: 9.007199254741e+15 9.2233720368548e+18	inf	-inf 	3	3.0
local s = ""
for i = 1, 5 do s = s .. i .. i / 2 .. "," end
print(s) -- expect: 10.5,21.0,31.5,42.0,52.5,
print(#(10 .. ""), #(10.0 .. ""), ("x" .. 1):rep(2), (5 .. ""):byte()) -- expect: 2	4	x1x1	53
print(0.1 .. "", -0.0 .. "", math.mininteger .. "", 100 // 1e0 .. "")
-- expect: 0.1	-0.0	-9223372036854775808	100.0

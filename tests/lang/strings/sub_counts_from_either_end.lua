-- string.sub takes positions from the front, or from the end when negative.
local s = "spore"
print(s:sub(2, 4)) -- expect: por
print(s:sub(-3)) -- expect: ore
print(s:sub(2)) -- expect: pore
print(s:sub(-100, 2)) -- expect: sp
print(s:sub(4, 100)) -- expect: re
print("[" .. s:sub(4, 3) .. "]") -- expect: []
print("[" .. s:sub(6) .. "]") -- expect: []
print(s:sub(0)) -- expect: spore
print(s:sub(math.mininteger, math.maxinteger)) -- expect: spore
print(s:sub("2", 3.0)) -- expect: po

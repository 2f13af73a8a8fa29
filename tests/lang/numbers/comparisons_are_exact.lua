-- Integers and floats compare by their exact values.
local big = 2^53
print(9007199254740993 == big + 1, 9007199254740993 < big + 2, 9007199254740993 > big)
-- expect: false	true	true
print(math.maxinteger < 2^63, math.maxinteger + 0.0 == 2^63, math.maxinteger == 2^63)
-- expect: true	true	false
print(math.mininteger == -2^63, math.mininteger <= -2^63, math.mininteger < -2^63)
-- expect: true	true	false
print(1 < 1.5, 2 > 1.5, 1 <= 1.0, 1 >= 1.0, -1 < -0.5) -- expect: true	true	true	true	true
print(math.huge > math.maxinteger, -math.huge < math.mininteger) -- expect: true	true
local nan = 0 / 0
print(nan == nan, nan < nan, nan > 1, nan <= nan, 1 < nan, nan ~= nan)
-- expect: false	false	false	false	false	true
print("a" < "b", "a" < "B", "" < "a", "a" < "aa", "Z" < "a", "10" < "9")
-- expect: true	false	true	true	true	true
print("a\0b" < "a\0c", "a\0" > "a") -- expect: true	true
local t = {[1] = "int", [2^53] = "big"}
print(t[1.0], t[2^53 | 0], #{[1.0] = 1}) -- expect: int	big	1

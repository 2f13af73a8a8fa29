-- From low to high: or, and, comparison, |, ~, &, shift, .., + -, * / // %, unary, ^.
print(1 or 2 and nil, nil and 1 or 2, false or true == true, 1 and 2 == 2) -- expect: 1	2	true	true
print(1 == 1 | 0, 2 < 1 | 2, 5 | 1 == 5, (5 | 1) == 5 and 4 | 1) -- expect: true	true	true	5
print(1 | 2 ~ 3, 1 ~ 3 & 2, 6 & 1 << 1, 1 << 1 + 1, 2 + 2 << 1, 3 & 2 | 4 ~ 1)
-- expect: 1	3	2	4	8	7
print(1 .. 2 + 3, 1 + 2 .. 3, 2 * 3 .. 4 - 1, "1" .. "2" == "12") -- expect: 15	33	63	true
print(select(2, pcall(function() return 1 .. 2 << 1 end)):match("attempt.*"))
-- expect: attempt to perform bitwise operation on a string value
print(select(2, pcall(function() return 2 | 1 .. "" end)):match("attempt.*"))
-- expect: attempt to perform bitwise operation on a string value
print(1 + 2 * 3, 7 - 6 / 2, 2 * 3 % 4, 7 // 2 * 2, 10 - 7 % 4, -7 % 4, - 7 // 2)
-- expect: 7	4.0	2	6	7	1	-4
print(-2 ^ 2, 2 ^ -1, -2 ^ -2, not 1 == 2, not nil and 1, #"ab" * 2, -#"ab", ~1 ^ 1 + 0)
-- expect: -4.0	0.5	-0.25	false	1	4	-2	-2
print(2 ^ 3 ^ 2, (2 ^ 3) ^ 2, 8 / 4 / 2, 8 - 4 - 2, 100 // 7 // 3, 7 % 5 % 2, 1 << 2 << 1)
-- expect: 512.0	64.0	1.0	2	4	0	8
print("a" .. "b" .. "c" == "abc", 1 < 2 == true, 2 > 1 ~= false, not (1 > 2) == true)
-- expect: true	true	true	true
print(1 + 1 == 2 and 2 * 2 == 4 or error("never"), 5 > 3 and 3 > 1, 1 .. 1 == "11" and #"1" .. 1)
-- expect: true	true	11

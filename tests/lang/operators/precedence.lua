-- Operators bind as the manual's table says; ^ and .. go to the right.
print(2 + 3 * 4, (2 + 3) * 4, 2 ^ 3 ^ 2, -2 ^ 2, not nil == true)
-- expect: 14	20	512.0	-4.0	true
print(1 .. 2 .. 3, "a" .. 1 + 2, 2 * 3 % 4, -3 % 5, -(3 % 5)) -- expect: 123	a3	2	2	-3
print(1 + 1 == 2, 1 < 2 == true, not 1 == 2, not (1 == 2)) -- expect: true	true	false	true
print(5 // 2 * 2, 5 - 2 - 1, 2 ^ -1, #"abc" + 1, -#"abc") -- expect: 4	2	0.5	4	-3
print(1 | 2 & 3, 1 ~ 3 & 2, 1 << 2 + 1, (1 << 2) + 1) -- expect: 3	3	8	5
print(~1 + 1, ~(1 + 1), - - 2, not not nil) -- expect: -1	-3	2	false
print(1 or error("not evaluated"), nil and error("not evaluated")) -- expect: 1	nil
print(2 > 1 and "yes" or "no", false == nil, 1 < 2 and 2 < 3) -- expect: yes	false	true

-- # counts the bytes of a string and the elements of a sequence.
print(#"", #"abc", #"a\0b", #"\u{20AC}", #[[
x]], #("x"):rep(1000)) -- expect: 0	3	3	3	1	1000
print(#{}, #{1, 2, 3}, #{n = 1}, #{{}, {}}, #{1, 2, 3, x = 4, [10] = 5}) -- expect: 0	3	0	2	3
local t = {}
for i = 1, 100 do t[#t + 1] = i end
print(#t, t[#t], #t + 1, -#t, #t // 3) -- expect: 100	100	101	-100	33
t[#t] = nil
t[#t] = nil
print(#t, t[#t]) -- expect: 98	98
for i = #t, 1, -1 do t[i] = nil end
print(#t, next(t)) -- expect: 0	nil
t[0], t[-1], t.x, t[1.5] = 1, 2, 3, 4
print(#t) -- expect: 0
t[1], t[2] = "a", "b"
print(#t, #t[1], #"x" .. #t, #t == 2, not #t, 2 ^ #t) -- expect: 2	1	12	true	false	4.0

-- print writes each argument as tostring does, with tabs between and a newline.
print() -- expect:
print(nil, true, false, 12, 1.0, "s") -- expect: nil	true	false	12	1.0	s
print("a", "b", "") -- expect: a	b	
print(1, nil) -- expect: 1	nil
print(-0.0, 1e100, 2^53, 1 / 0, 7 // 2) -- expect: -0.0	1e+100	9.007199254741e+15	inf	3
print("one\ttwo", "\65") -- expect: one	two	A
print("two\nlines")
-- expect: two
-- expect: lines
print(setmetatable({}, {__tostring = function() return "object" end}), "after")
-- expect: object	after
print((print("inner")), select("#", print()))
-- expect: inner
-- expect:
-- expect: nil	0
local real = tostring
function tostring() return "not used" end
print(5) -- expect: 5
tostring = real
print(#"with\0zero", "end") -- expect: 9	end
print(pcall(print, setmetatable({}, {__tostring = function() return {} end})))
-- expect: false	'__tostring' must return a string
print(table.unpack({1, 2, 3, nil, 5}, 1, 5)) -- expect: 1	2	3	nil	5

-- ipairs looks at each element when it comes to it.
local t, seen = {1, 2, 3, 4, 5}, {}
for i, v in ipairs(t) do
    seen[#seen + 1] = v
    if i == 1 then t[2] = "changed" end
    if i == 3 then t[4] = nil end
end
print(table.concat(seen, " ")) -- expect: 1 changed 3
t, seen = {1}, {}
for i, v in ipairs(t) do
    seen[#seen + 1] = v
    if i < 6 then t[i + 1] = v * 2 end
end
print(table.concat(seen, " ")) -- expect: 1 2 4 8 16 32
t = {"x", "y"}
for i, v in ipairs(t) do
    t[i] = v .. i
    v = nil
end
print(table.concat(t, " ")) -- expect: x1 y2
local f, s, start = ipairs(t)
print(type(f), s == t, start, f(t, 0)) -- expect: function	true	0	1	x1
print(f(t, 1), select("#", f(t, 2)), f(t, 2)) -- expect: 2	1	nil

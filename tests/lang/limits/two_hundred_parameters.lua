-- Parameters are variables; more than 200 are refused where they stand.
local names = {}
for i = 1, 201 do names[i] = "p" .. i end
local list = table.concat(names, ",", 1, 200)
local f = assert(load("return function(" .. list .. ") return p1, p100, p200 end"))()
local values = {}
for i = 1, 200 do values[i] = i * i end
print(f(table.unpack(values))) -- expect: 1	10000	40000
print(f(1, 2)) -- expect: 1	nil	nil
f = assert(load("return function(" .. list .. ", ...) return p200, ... end"))()
values[201], values[202] = "more", "rest"
print(f(table.unpack(values))) -- expect: 40000	more	rest
print((select(2, load("\nlocal function f(" .. list .. ",p201) end", "=chunk"))))
-- expect: chunk:2: too many local variables (limit is 200) in function at line 2 near ')'

-- Each gmatch iterator is a function with a state of its own.
local a, b = ("123"):gmatch("%d"), ("xyz"):gmatch("%a", 2)
print(type(a), a(), b(), a(), b()) -- expect: function	1	y	2	z
print(a(), a(), a()) -- expect: 3	nil
print(b(), b()) -- expect: nil
for x in ("ab"):gmatch(".") do
    for y in ("12"):gmatch(".") do
        print(x, y)
        -- expect: a	1
        -- expect: a	2
        -- expect: b	1
        -- expect: b	2
    end
end
print(("hello"):gmatch("l", -2)()) -- expect: l
print(("hello"):gmatch("", 10)()) -- expect: 

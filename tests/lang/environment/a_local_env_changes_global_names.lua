-- A local variable named _ENV is where free names of its scope are looked up.
local print, tostring = print, tostring
x = "global"
do
    local _ENV = {x = "inner"}
    print(x, _ENV.x) -- expect: inner	inner
    x, y = "changed", "new"
    function f() return x end
    print(_ENV.x, _ENV.y, f()) -- expect: changed	new	changed
end
print(x, y, f) -- expect: global	nil	nil
local function nested()
    local _ENV <const> = {a = 1}
    do
        local _ENV = {b = 2}
        print(a, b)
    end
    print(a, b)
end
nested()
-- expect: nil	2
-- expect: 1	nil
print(x) -- expect: global

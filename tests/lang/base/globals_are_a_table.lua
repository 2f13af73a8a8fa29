-- _G is the table of globals; _ENV can be another one.
x = 1
print(_G.x, _G._G == _G, _VERSION) -- expect: 1	true	Lua 5.4
_G["a name"] = 2
print(_G["a name"]) -- expect: 2
do
    local print = print
    local _ENV = {x = "inner"}
    print(x, y) -- expect: inner	nil
    y = 5
    print(_ENV.y) -- expect: 5
end
print(y) -- expect: nil
local function make(_ENV) return function() return x end end
print(make({x = "by parameter"})()) -- expect: by parameter
setmetatable(_G, {__index = function(_, name) return "no " .. name end})
print(unknown) -- expect: no unknown
setmetatable(_G, nil)
print(unknown) -- expect: nil

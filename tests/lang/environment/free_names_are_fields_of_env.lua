-- A free name x means _ENV.x; reading, writing and defining functions go there.
x = 1
print(_ENV.x, _G.x, x, rawget(_G, "x")) -- expect: 1	1	1	1
_ENV.y = 2
_G.z = 3
print(y, z, undefined_name) -- expect: 2	3	nil
function named(a) return a + x end
print(_G.named(5), _ENV.named == named) -- expect: 6	true
_ENV["not a name"] = "by key"
print(_G["not a name"]) -- expect: by key
x = nil
print(x, _G.x, rawget(_ENV, "x")) -- expect: nil	nil	nil
print(_ENV == _G, _G._G == _G, _G._ENV) -- expect: true	true	nil

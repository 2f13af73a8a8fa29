-- v:name(args) is v.name(v, args), but v is evaluated once.
local log = {}
local o = {name = "o"}
function o.plain(self, a) return self.name, a end
function o:method(a, ...) return self.name, a, ... end
print(o:plain(1), o.plain(o, 1)) -- expect: o	o	1
print(o:method(1, 2, 3)) -- expect: o	1	2	3
print(o.method({name = "other"}, 1)) -- expect: other	1
local function get(v) log[#log + 1] = v.name return v end
print(get(o):method("once"), #log) -- expect: o	1
print(o:method(o:method("inner"))) -- expect: o	o	inner
local s = "text"
print(s:upper(), s:sub(2, 3), ("x"):rep(3), #s:rep(2), (s .. "!"):len()) -- expect: TEXT	ex	xxx	8	5
o.chain = function(self) self.n = (self.n or 0) + 1 return self end
print(o:chain():chain():chain().n) -- expect: 3
o["odd name"] = function(self) return self == o end
print(o["odd name"](o), pcall(o["odd name"], nil)) -- expect: true	true	false
print(pcall(function() return o:missing() end))
-- expect: false	method_calls_pass_the_object.lua:18: attempt to call a nil value (method 'missing')
print(pcall(function() return (nil):method() end))
-- expect: false	method_calls_pass_the_object.lua:20: attempt to index a nil value

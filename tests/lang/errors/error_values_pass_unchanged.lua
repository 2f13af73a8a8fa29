-- An error value of any type arrives as it was raised, through any number of pcalls.
local function raise(v) error(v) end
local object = setmetatable({code = 404}, {__tostring = function(self) return "E" .. self.code end})
local ok, e = pcall(pcall, raise, object)
print(ok, e) -- expect: true	false
ok, e = pcall(function() local _, inner = pcall(raise, object) error(inner) end)
print(ok, rawequal(e, object), tostring(e), e.code) -- expect: false	true	E404	404
print(select(2, pcall(raise, print)) == print, select(2, pcall(raise, nil))) -- expect: true	nil
print(pcall(raise, false), pcall(raise, 42), pcall(raise, 1.5)) -- expect: false	false	false	1.5
print(math.type(select(2, pcall(raise, 42))), math.type(select(2, pcall(raise, 42.0))))
-- expect: integer	float
local co = coroutine.create(raise)
print(select(2, coroutine.resume(co, co)) == co) -- expect: true
print(select("#", pcall(raise)), select("#", pcall(raise, nil))) -- expect: 2	2

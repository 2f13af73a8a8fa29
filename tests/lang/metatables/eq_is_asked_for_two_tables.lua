-- __eq is asked for two different tables or two userdata only, and gives a boolean.
local asked = 0
local mt = {__eq = function(a, b) asked = asked + 1 return a.n == b.n end}
local function V(n) return setmetatable({n = n}, mt) end
local a, b, c = V(1), V(1), V(2)
print(a == b, a == c, a ~= b, a ~= c, asked) -- expect: true	false	false	true	4
print(a == a, a ~= a, a == 1, a == "x", nil == a, a == print, asked)
-- expect: true	false	false	false	false	false	4
print(a == {n = 1}, {n = 1} == a, asked) -- expect: true	true	6
print(rawequal(a, b), rawequal(a, a), asked) -- expect: false	true	6
mt.__eq = function() return nil end
print(a == b, a ~= b) -- expect: false	true
mt.__eq = function() return "yes", false end
print(a == c, a ~= c, not (a == c)) -- expect: true	false	false
local t = {[a] = "a"}
print(t[b], t[a]) -- expect: nil	a
local other = setmetatable({}, {__eq = function() return true end})
print(a == other, other == a) -- expect: true	true
mt.__eq = nil
print(a == b, a == other) -- expect: false	true

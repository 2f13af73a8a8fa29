-- A metamethod is looked up when the event happens; a changed metatable works at once.
local mt = {}
local t = setmetatable({}, mt)
print(pcall(function() return t + 1 end) == false, t.x) -- expect: true	nil
mt.__add = function() return "added" end
mt.__index = {x = "indexed"}
print(t + 1, t.x) -- expect: added	indexed
mt.__add = function() return "other" end
mt.__index.x = "again"
print(t + 1, t.x) -- expect: other	again
setmetatable(t, {__index = function() return "new metatable" end})
print(t.x, pcall(function() return t + 1 end) == false) -- expect: new metatable	true
setmetatable(t, nil)
print(t.x, getmetatable(t)) -- expect: nil	nil
local self = {}
self.__index = self
self.inherited = "by itself"
print(setmetatable({}, self).inherited, setmetatable(self, self).inherited)
-- expect: by itself	by itself
mt.__index = function(t) setmetatable(t, nil) return "last time" end
setmetatable(t, mt)
print(t.x, t.x) -- expect: last time	nil

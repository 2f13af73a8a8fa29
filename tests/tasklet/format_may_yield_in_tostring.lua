-- A __tostring that string.format calls may yield.
local slow = setmetatable({}, {__tostring = function() return coroutine.yield("asked") end})
local co = coroutine.wrap(function() return string.format("<%s|%d|%5s>", slow, 7, slow) end)
print(co()) -- expect: asked
print(co("one")) -- expect: asked
print(co("two")) -- expect: <one|7|  two>

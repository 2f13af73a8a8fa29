-- What return gives is the value from before the close, also of a captured local.
local function closing(f) return setmetatable({}, {__close = f}) end
local function one()
    local v = 1
    local a <close> = closing(function() v = 2 end)
    return v
end
print(one()) -- expect: 1
local function several(p)
    local v, w = 1, 2
    local a <close> = closing(function() v, w, p = "v", "w", "p" end)
    return v, w, p, v
end
print(several(3)) -- expect: 1	2	3	1
local function parameter(p)
    local a <close> = closing(function() p = "changed" end)
    return p
end
print(parameter("kept")) -- expect: kept
local get
local function still_seen()
    local v = "old"
    get = function() return v end
    local a <close> = closing(function() v = "new" end)
    return v
end
print(still_seen(), get()) -- expect: old	new
local co = coroutine.wrap(function()
    local v = 1
    local a <close> = closing(function() v = coroutine.yield("in close") end)
    return v
end)
print(co(), co("lost")) -- expect: in close	1
for i = 1, 2 do
    local function f() local c <close> = closing(function() i = 0 end) return i end
    print(f(), i)
    -- expect: 1	0
    -- expect: 2	0
end

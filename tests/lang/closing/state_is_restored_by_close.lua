-- A common use: state that is set for a block is restored however the block ends.
local settings = {mode = "normal"}
local function with(key, value)
    local old = settings[key]
    settings[key] = value
    return setmetatable({}, {__close = function() settings[key] = old end})
end
local function show() return settings.mode end
do
    local _ <close> = with("mode", "special")
    do local _ <close> = with("mode", "inner") print(show()) end -- expect: inner
    print(show()) -- expect: special
end
print(show()) -- expect: normal
print(pcall(function() local _ <close> = with("mode", "failing") error(show(), 0) end))
-- expect: false	failing
print(show()) -- expect: normal
local locked = 0
local function lock() locked = locked + 1
    return setmetatable({}, {__close = function() locked = locked - 1 end}) end
local function recursive(n)
    local l <close> = lock()
    if n == 0 then return locked end
    return (recursive(n - 1))
end
print(recursive(10), locked) -- expect: 11	0
print(pcall(function() local a <close> = lock() local b <close> = lock() error(locked, 0) end))
-- expect: false	2
print(locked) -- expect: 0

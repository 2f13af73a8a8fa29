-- os.exit with true as its second argument closes main's variables, then finalizes.
-- exit: 3
local closed <close> = setmetatable({}, {__close = function(o, e) print("close", e) end})
kept = setmetatable({}, {__gc = function() print("gc") end})
local co = coroutine.wrap(function()
    local inner <close> = setmetatable({}, {__close = function() print("never") end})
    os.exit(3, true)
end)
pcall(co)
-- expect: close	nil
-- expect: gc

-- A __close that runs because of an error may catch errors of its own.
local function closing(f) return setmetatable({}, {__close = f}) end
print(pcall(function() -- expect: false	outer
    local x <close> = closing(function() pcall(error, "inner") end)
    error("outer", 0)
end))
print(pcall(function()
    local x <close> = closing(function(_, e) print("x", e) end)
    local y <close> = closing(function(_, e)
        print("y", e)
        print(pcall(function()
            local z <close> = closing(function(_, inner) print("z", inner) end)
            error("third", 0)
        end))
        error("second", 0)
    end)
    error("first", 0)
end))
-- expect: y	first
-- expect: z	third
-- expect: false	third
-- expect: x	second
-- expect: false	second

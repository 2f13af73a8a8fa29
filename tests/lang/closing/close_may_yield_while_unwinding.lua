-- A __close may yield while an error unwinds; the error goes on afterwards.
local function C(name) return setmetatable({}, {__close = function(_, e)
    local v = coroutine.yield(name .. " sees " .. tostring(e))
    if v then error(v, 0) end
end}) end
local co = coroutine.wrap(function()
    return pcall(function()
        local a <close> = C("a")
        local b <close> = C("b")
        error("first", 0)
    end)
end)
print(co()) -- expect: b sees first
print(co()) -- expect: a sees first
print(co()) -- expect: false	first
co = coroutine.wrap(function()
    return pcall(function()
        local a <close> = C("a")
        local b <close> = C("b")
        return "never seen"
    end)
end)
print(co()) -- expect: b sees nil
print(co("second")) -- expect: a sees second
print(co("third")) -- expect: false	third

-- An error in __close replaces the current one and goes to the closes that follow.
local log = {}
local function C(name, fails)
    return setmetatable({}, {__close = function(_, e)
        log[#log + 1] = name .. ":" .. tostring(e)
        if fails then error(name, 0) end
    end})
end
local function flush() local s = table.concat(log, " ") log = {} return s end
print(pcall(function()
    local a <close> = C("a")
    local b <close> = C("b", true)
    local c <close> = C("c")
    local d <close> = C("d", true)
    local e <close> = C("e")
end)) -- expect: false	b
print(flush()) -- expect: e:nil d:nil c:d b:d a:b
print(pcall(function()
    local a <close> = C("a", true)
    local b <close> = C("b")
    error("body", 0)
end)) -- expect: false	a
print(flush()) -- expect: b:body a:body
print(pcall(function() local a <close> = C("a", true) return "lost" end)) -- expect: false	a
print(flush()) -- expect: a:nil
print(pcall(function() for i = 1, 3 do local a <close> = C("i" .. i, i == 2) end end))
-- expect: false	i2
print(flush()) -- expect: i1:nil i2:nil
print(pcall(function()
    local a <close> = C("a")
    print(pcall(function() local b <close> = C("b", true) end))
    return "fine"
end))
-- expect: false	b
-- expect: true	fine
print(flush()) -- expect: b:nil a:nil

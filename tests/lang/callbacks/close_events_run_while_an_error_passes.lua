-- When an error passes, each __close gets it and may run long, or put another in its place.
local log = {}
local function C(name, replace)
    return setmetatable({}, {__close = function(_, e)
        local sum = 0
        for i = 1, 30 do
            local ok, inner = pcall(error, i)
            sum = sum + inner
        end
        log[#log + 1] = name .. "(" .. tostring(e) .. ")"
        if replace then error(replace .. sum, 0) end
    end})
end
local function three()
    local a <close> = C("a")
    local b <close> = C("b", "B")
    local c <close> = C("c")
    error("E", 0)
end
print(pcall(three)) -- expect: false	B465
local function outer()
    local d <close> = C("d", "D")
    local ok, e = pcall(three)
    local f <close> = C("f")
    return e
end
print(pcall(outer)) -- expect: false	D465
print(xpcall(function() -- expect: false	<B465>
    local g <close> = C("g")
    for i = 1, 5 do
        local h <close> = C("h" .. i)
        if i == 3 then three() end
    end
end, function(e) log[#log + 1] = "handler" return "<" .. e .. ">" end))
for i = 1, #log, 5 do print(table.concat(log, " ", i, math.min(i + 4, #log))) end
-- expect: c(E) b(E) a(B465) c(E) b(E)
-- expect: a(B465) f(nil) d(nil) h1(nil) h2(nil)
-- expect: handler c(<E>) b(<E>) handler a(<B465>)
-- expect: h3(<B465>) g(<B465>)

-- __close gets the value and the error, in reverse order of declaration.
local log = {}
local function C(name)
    return setmetatable({name = name}, {__close = function(self, e, ...)
        log[#log + 1] = self.name .. "(" .. tostring(e) .. "," .. select("#", ...) .. ")"
    end})
end
local function flush() local s = table.concat(log, " ") log = {} return s end
do
    local a <close> = C("a")
    local b <close>, plain = C("b"), C("never")
    do local c <close> = C("c") log[#log + 1] = "in" end
    local d <close> = C("d")
    log[#log + 1] = "end"
end
print(flush()) -- expect: in c(nil,0) end d(nil,0) b(nil,0) a(nil,0)
print(pcall(function() local a <close> = C("a") local b <close> = C("b") error("E", 0) end))
-- expect: false	E
print(flush()) -- expect: b(E,0) a(E,0)
local same = C("same")
do local a <close> = same local b <close> = same end
print(flush()) -- expect: same(nil,0) same(nil,0)
do local a <close> = C("x") a.name = "renamed" end
print(flush()) -- expect: renamed(nil,0)

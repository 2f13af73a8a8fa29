-- The end of a block, break, goto, return and errors all close.
local log = {}
local function C(name) return setmetatable({}, {__close = function() log[#log + 1] = name end}) end
local function flush() local s = table.concat(log, " ") log = {} return s end
do local a <close> = C("end") end
for i = 1, 3 do local a <close> = C("for" .. i) if i == 2 then break end end
while true do local a <close> = C("while") break end
local n = 0
repeat local a <close> = C("repeat") n = n + 1 until n == 2
do local a <close> = C("goto out") goto out end
::out::
print(flush()) -- expect: end for1 for2 while repeat repeat goto out
do
    local i = 0
    ::again::
    local a <close> = C("again" .. i)
    i = i + 1
    if i < 3 then goto again end
end
print(flush()) -- expect: again0 again1 again2
local function f()
    local a <close> = C("outer")
    for i = 1, 3 do
        local b <close> = C("inner" .. i)
        if i == 2 then return "value" end
    end
end
print(f(), flush()) -- expect: value	inner1 inner2 outer
if true then local a <close> = C("if") end
print((function() local a <close> = C("call") return flush() == "if" end)(), flush())
-- expect: true	call

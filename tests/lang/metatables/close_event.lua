-- Variables to be closed are closed in reverse order, however the block ends.
local log = {}
local function closer(name)
    return setmetatable({}, {__close = function(_, e) log[#log + 1] = name .. ":" .. tostring(e) end})
end
local function flush() local s = table.concat(log, " ") log = {} return s end
do
    local a <close> = closer("a")
    local b <close> = closer("b")
    local n <close> = nil
end
print(flush()) -- expect: b:nil a:nil
local function f() local a <close> = closer("f") return "result", 2 end
print(f()) -- expect: result	2
print(flush()) -- expect: f:nil
print(pcall(function() local a <close> = closer("e") error("oops", 0) end))
-- expect: false	oops
print(flush()) -- expect: e:oops
for i = 1, 3 do local c <close> = closer(i) if i == 2 then break end end
print(flush()) -- expect: 1:nil 2:nil
while true do local c <close> = closer("w") goto out end
::out::
print(flush()) -- expect: w:nil
print(pcall(function() local x <close> = 42 end))
-- expect: false	close_event.lua:24: variable 'x' got a non-closable value
print(pcall(function() -- expect: false	second:first
    local a <close> = setmetatable({}, {__close = function(_, e) error("second:" .. e, 0) end})
    error("first", 0)
end))

-- nil and false are ignored; other values need a __close metamethod.
local log = {}
local C = setmetatable({}, {__close = function() log[#log + 1] = "closed" end})
do
    local a <close> = nil
    local b <close> = false
    local c <close> = C
    local d <close>
    print(a, b, c == C, d) -- expect: nil	false	true	nil
end
print(#log) -- expect: 1
local function declare(v) local x <close> = v end
local function try(v) return (select(2, pcall(declare, v)):gsub("^.-:%d+: ", "")) end
print(try(true)) -- expect: variable 'x' got a non-closable value
print(try(1), try("s"))
-- expect: variable 'x' got a non-closable value	variable 'x' got a non-closable value
print(try({}), try(print))
-- expect: variable 'x' got a non-closable value	variable 'x' got a non-closable value
print(try(setmetatable({}, {}))) -- expect: variable 'x' got a non-closable value
print(try(coroutine.create(print))) -- expect: variable 'x' got a non-closable value
print(pcall(function() local a <close> = C local b <close> = 5 end))
-- expect: false	only_some_values_can_be_closed.lua:21: variable 'b' got a non-closable value
print(#log) -- expect: 2
local t = setmetatable({}, {__close = 5})
print(select(2, pcall(function() local x <close> = t end)):match("attempt.*"))
-- expect: attempt to call a number value (metamethod 'close')
local lost = setmetatable({}, {__close = print})
local ok, message = pcall(function() local x <close> = lost setmetatable(lost, nil) end)
print(ok, message:match("attempt.*"))
-- expect: false	attempt to call a nil value (metamethod 'close')

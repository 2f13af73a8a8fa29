-- What is closed is the value and its __close at the end, not those at the start.
local log = {}
local function note(text) return function() log[#log + 1] = text end end
local mt = {__close = note("first")}
do
    local a <close> = setmetatable({}, mt)
    mt.__close = note("second")
end
do
    local a <close> = setmetatable({}, mt)
    setmetatable(a, {__close = note("third")})
end
print(table.concat(log, " ")) -- expect: second third
local ok, message = pcall(function()
    local a <close> = setmetatable({}, mt)
    mt.__close = nil
end)
print(ok, message:match("attempt.*"))
-- expect: false	attempt to call a nil value (metamethod 'close')
mt.__close = setmetatable({}, {__call = function(self, v, e) log[#log + 1] = tostring(e) end})
do local a <close> = setmetatable({}, mt) end
print(log[#log], pcall(function() local a <close> = setmetatable({}, mt) error("E", 0) end))
-- expect: nil	false	E
print(log[#log]) -- expect: E

-- After an overflow the stack is free again, as often as it happens.
-- torture: 999983
-- skip gc: a collection at each of a million calls takes hours
local calls
local function endless(...)
    calls = calls + 1
    return 1 + endless(...)
end
for round = 1, 3 do
    calls = 0
    local ok, message = pcall(endless, round)
    print(ok, (message:match("stack overflow")), calls > 150000)
    -- expect: false	stack overflow	true
    -- expect: false	stack overflow	true
    -- expect: false	stack overflow	true
end
local handled
print(xpcall(function() return endless() end, function(m)
    handled = m:find("stack overflow", 1, true) ~= nil
    return "handled"
end)) -- expect: false	handled
print(handled) -- expect: true
local object = setmetatable({}, {__index = function(t, k) return t[k] end})
print((select(2, pcall(function() return object.x end)):match("overflow"))) -- expect: overflow

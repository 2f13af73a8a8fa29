-- The message handler also takes the errors of handlers and of __close methods.
local count = 0
print(xpcall(error, function(e) -- expect: false	3 error 2
    count = count + 1
    if count < 3 then error("error " .. count, 0) end
    return count .. " " .. e
end, "error 0"))
print(xpcall(error, function() error("again") end, "x")) -- expect: false	error in error handling
print(xpcall(error, error, "x")) -- expect: false	error in error handling
local function handler(e) return "<" .. e .. ">" end
print(xpcall(function() -- expect: false	<close>
    local x <close> = setmetatable({}, {__close = function() error("close", 0) end})
    error("body", 0)
end, handler))
print(xpcall(function()
    local x <close> = setmetatable({}, {__close = function()
        print(xpcall(error, handler, "inside"))
    end})
    error("body", 0)
end, handler))
-- expect: false	<inside>
-- expect: false	<body>

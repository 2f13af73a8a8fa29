-- A message handler runs while the call that failed was to give open results to another.
local function slow(m)
    local n = 0
    for i = 1, 5 do n = n + i end
    return "handled " .. tostring(m):match("[^:]*$") .. n
end
local function fails() error("inside", 0) end
print(xpcall(function() return tostring(undefined()) end, slow))
-- expect: false	handled  attempt to call a nil value (global 'undefined')15
print(xpcall(function() print("never", fails()) end, slow)) -- expect: false	handled inside15
print(xpcall(function() return {1, 2, fails()} end, slow)) -- expect: false	handled inside15
print(xpcall(function() return fails() end, slow)) -- expect: false	handled inside15
print(xpcall(function(...) return select("#", ..., fails()) end, slow, 1, 2))
-- expect: false	handled inside15

-- An error in a hook is one of the code it interrupts; the hook stays.
local count = 0
local function hook()
    count = count + 1
    if count == 3 then error("from the hook") end
end
local ok, message = pcall(function()
    debug.sethook(hook, "l")
    local a = 1
    local b = 2
    local c = 3
    return a, b, c
end)
local f = debug.gethook()
debug.sethook()
print(ok, message, f ~= nil)
-- expect: false	an_error_in_a_hook_ends_the_call.lua:5: from the hook	true
print(count > 3) -- expect: true

-- gethook gives function, mask and count of the hook; each coroutine has its own.
local function hook() end
local function show(...)
    local f, mask, count = debug.gethook(...)
    print(f == hook, mask, count)
    -- expect: false	nil	nil
    -- expect: true	c	0
    -- expect: true	r	0
    -- expect: true	l	0
    -- expect: true	crl	0
    -- expect: false	nil	nil
    -- expect: true		7
    -- expect: true	l	7
    -- expect: false	nil	nil
    -- expect: false	nil	nil
    -- expect: true	r	0
    -- expect: false	nil	nil












end
show()
for _, mask in ipairs({"c", "r", "l", "lrc", "x"}) do
    debug.sethook(hook, mask)
    show()
end
debug.sethook(hook, "", 7)
show()
debug.sethook(hook, "l", 7)
show()
debug.sethook()
local co = coroutine.create(function() show() coroutine.yield() end)
coroutine.resume(co)
show(co)
debug.sethook(co, hook, "r")
show(co)
show()
print(pcall(debug.sethook, hook), pcall(debug.sethook, 1, "l"))
-- expect: false	false	bad argument #1 to 'debug.sethook' (function expected, got number)

-- Stackless, test_miscell.TestAtomic: the flag that no budget interrupts.
local tasklet, channel = require "tasklet", require "channel"
local function same(got, expected)
    if got == expected then return end
    error(("got %s, expected %s"):format(tostring(got), tostring(expected)), 2)
end
local function fails(text, f, ...) -- an error with this text in it
    local ok, e = pcall(f, ...)
    if not ok and tostring(e):find(text, 1, true) then return end
    error(("got %s, expected the error %s"):format(ok and "no error" or tostring(e), text), 2)
end
local function case(name, body) -- in main, then in a coroutine of main; nothing may be left
    local got = "ok"
    for _, way in ipairs{body, coroutine.wrap(body)} do
        local ok, e = pcall(way)
        local hook = tasklet.get_error_handler() or tasklet.get_schedule_callback() or
            channel.get_channel_callback()
        local left = ("%d tasklets, %d runnable, trap %d, %s"):format(#tasklet.all(),
            tasklet.count(), tasklet.switch_trap(), hook)
        if not ok or left ~= "1 tasklets, 1 runnable, trap 0, nil" then got = ok and left or e end
    end
    print(name .. " " .. tostring(got))
end

case("testAtomic", function()
    local me = tasklet.current()
    same(me.atomic, false)
    for _, flag in ipairs{true, false, true, true, false} do
        local old = me.atomic
        same(me:set_atomic(flag), old)
        same(me.atomic, flag)
    end
    same(tasklet.new().atomic, false)
end) -- expect: testAtomic ok

-- differs: the context manager is a few lines of Lua.
local function atomic()
    local me = tasklet.current()
    local old = me:set_atomic(true)
    return setmetatable({}, {__close = function() me:set_atomic(old) end})
end

case("testAtomicCtxt", function()
    local me = tasklet.current()
    do
        local _ <close> = atomic()
        same(me.atomic, true)
    end
    same(me.atomic, false)
    fails("inside", function()
        local _ <close> = atomic()
        error "inside"
    end)
    same(me.atomic, false)
end) -- expect: testAtomicCtxt ok

case("testAtomicNopCtxt", function()
    local me = tasklet.current()
    me:set_atomic(true)
    do
        local _ <close> = atomic()
        same(me.atomic, true)
    end
    same(me.atomic, true)
    me:set_atomic(false)
end) -- expect: testAtomicNopCtxt ok

-- Chapter 2.6: an atomic one may switch by itself; the other one is not atomic, nor is a new one.
case("atomic is no trap", function()
    local me, seen = tasklet.current(), {}
    local t = tasklet(function() seen[1] = tasklet.current().atomic end)
    me:set_atomic(true)
    local u = tasklet(function() seen[2] = tasklet.current().atomic end)()
    t()
    tasklet.run()
    same(me:set_atomic(false), true)
    same(seen[1], false)
    same(seen[2], false)
end) -- expect: atomic is no trap ok

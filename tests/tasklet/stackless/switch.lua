-- Stackless, test_miscell.TestSwitch: t:switch() runs t now and pauses the caller.
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
-- A tasklet that looks at main, inserts it and ends.
local function looker()
    local main, seen = tasklet.current(), {}
    return function()
        seen.paused, seen.scheduled, seen.count = main.paused, main.scheduled, tasklet.count()
        if main.paused then main:insert() end
    end, seen
end

case("test_switch", function()
    local look, seen = looker()
    local t = tasklet(look)()
    t:switch()
    same(seen.paused, true)
    same(seen.scheduled, false)
    same(seen.count, 1)
    same(t.alive, false)
end) -- expect: test_switch ok

case("test_switch_self", function()
    local me = tasklet.current()
    me:switch()
    same(me.paused, false)
    same(me.scheduled, true)
end) -- expect: test_switch_self ok

case("test_switch_blocked", function()
    local ch = channel.new()
    local t = tasklet(function() ch:receive() end)()
    tasklet.schedule()
    same(t.blocked, true)
    fails("cannot run a blocked tasklet", t.switch, t)
    same(tasklet.current().scheduled, true)
    ch:send(nil)
end) -- expect: test_switch_blocked ok

case("test_switch_paused", function()
    local look, seen = looker()
    local t = tasklet.new():bind(look, 1)
    same(t.paused, true)
    t:switch()
    same(seen.paused, true)
    same(t.alive, false)
end) -- expect: test_switch_paused ok

local function trapped(f, ...)
    tasklet.switch_trap(1)
    fails("switch_trap", f, ...)
    tasklet.switch_trap(-1)
end

case("test_switch_trapped", function()
    local look, seen = looker()
    local t = tasklet(look)()
    trapped(t.switch, t)
    same(t.scheduled, true)
    same(tasklet.count(), 2)
    t:switch()
    same(seen.paused, true)
end) -- expect: test_switch_trapped ok

case("test_switch_self_trapped", function()
    local me = tasklet.current()
    tasklet.switch_trap(1)
    me:switch()
    me:run()
    tasklet.switch_trap(-1)
    same(me.scheduled, true)
end) -- expect: test_switch_self_trapped ok

case("test_switch_blocked_trapped", function()
    local ch = channel.new()
    local t = tasklet(function() ch:receive() end)()
    tasklet.schedule()
    tasklet.switch_trap(1)
    fails("cannot run a blocked tasklet", t.switch, t)
    tasklet.switch_trap(-1)
    same(t.blocked, true)
    ch:send(nil)
end) -- expect: test_switch_blocked_trapped ok

case("test_switch_paused_trapped", function()
    local look, seen = looker()
    local t = tasklet.new():bind(look, 1)
    trapped(t.switch, t)
    same(t.paused, true)
    t:switch()
    same(seen.paused, true)
    same(t.alive, false)
end) -- expect: test_switch_paused_trapped ok

case("switch to a dead one", function()
    local t = tasklet(function() end)()
    tasklet.run()
    fails("cannot run an unbound (dead) tasklet", t.switch, t)
    fails("cannot run an unbound (dead) tasklet", t.switch, tasklet.new())
end) -- expect: switch to a dead one ok

-- Stackless, test_miscell.TestBind: giving a function to a tasklet, and taking it away.
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
local function states(t)
    return ("%s %s %s"):format(t.alive and "alive" or "-", t.paused and "paused" or "-",
        t.scheduled and "scheduled" or "-")
end
local function nothing() end

case("test_bind", function()
    local t = tasklet.new()
    same(states(t), "- - -")
    same(t:bind(nil), t)
    same(states(t), "- - -")
    same(t:bind(nothing), t)
    same(states(t), "- - -")
    same(t:setup(), t)
    same(states(t), "alive - scheduled")
    tasklet.run()
    same(states(t), "- - -")
    local known = setmetatable({t}, {__mode = "v"})
    t = nil
    collectgarbage()
    same(known[1], nil)
end) -- expect: test_bind ok

case("test_bind_fail_not_callable", function()
    local t = tasklet.new()
    fails("function expected", t.bind, t, true)
    fails("function expected", t.bind, t, {})
    fails("attempt to make a tasklet of a number value", tasklet, 1)
    same(states(t), "- - -")
end) -- expect: test_bind_fail_not_callable ok

-- Its frames are dropped: nothing of it runs any more.
case("test_unbind_ok", function()
    local closed = false
    local t = tasklet(function()
        local _ <close> = setmetatable({}, {__close = function() closed = true end})
        tasklet.schedule_remove()
    end)()
    tasklet.run()
    same(states(t), "alive paused -")
    t:bind()
    same(states(t), "- - -")
    collectgarbage()
    tasklet.run()
    same(closed, false)
    t:bind()
    fails("the tasklet was not bound to a function", t.setup, t)
end) -- expect: test_unbind_ok ok

case("test_unbind_fail_current", function()
    local message
    local t = tasklet(function()
        message = select(2, pcall(tasklet.current().bind, tasklet.current()))
    end)()
    tasklet.run()
    same(message, "can't bind the current tasklet")
    same(t.error, nil)
end) -- expect: test_unbind_fail_current ok

case("test_unbind_fail_scheduled", function()
    local ch = channel.new()
    local t = tasklet(function() ch:receive() end)()
    fails("tasklet is scheduled", t.bind, t)
    tasklet.schedule()
    fails("tasklet is blocked", t.bind, t)
    ch:send(1)
    same(t.error, nil)
end) -- expect: test_unbind_fail_scheduled ok

-- differs: bind(f, nil) has an argument, the nil; bind(f) has none.
case("test_bind_noargs", function()
    local t = tasklet.new():bind(nothing)
    same(states(t), "- - -")
    fails("cannot run an unbound (dead) tasklet", t.run, t)
    fails("cannot run an unbound (dead) tasklet", t.insert, t)
    same(states(t:bind(nothing, nil)), "alive paused -")
    t:bind()
end) -- expect: test_bind_noargs ok

case("test_bind_args", function()
    local got
    local t = tasklet.new()
    t:bind(function(...) got = table.concat({...}, " ") end, 1, 2, 3)
    same(states(t), "alive paused -")
    t:run()
    same(got, "1 2 3")
end) -- expect: test_bind_args ok

-- The function that it has already gets the arguments.
case("test_bind_args_kwargs_nofunc", function()
    local got
    local t = tasklet(function(...) got = table.concat({...}, " ") end)
    t:bind(nil, 1, 2)
    same(states(t), "alive paused -")
    t:run()
    same(got, "1 2")
    fails("the tasklet was not bound to a function", t.bind, tasklet.new(), nil, 1)
end) -- expect: test_bind_args_kwargs_nofunc ok

case("test_bind_args_not_runnable", function()
    local ran = false
    local t = tasklet.new():bind(function() ran = true end, 1)
    tasklet.run()
    same(ran, false)
    same(states(t), "alive paused -")
    t:insert()
    same(states(t), "alive - scheduled")
    tasklet.run()
    same(ran, true)
end) -- expect: test_bind_args_not_runnable ok

case("test_unbind_main", function()
    local main, message = tasklet.main(), nil
    tasklet(function() message = select(2, pcall(main.bind, main)) end)()
    tasklet.schedule_remove() -- wakes up when nobody else is left
    same(message, "can't unbind the main tasklet")
    tasklet(function() message = select(2, pcall(main.bind, main, nothing)) end)()
    tasklet.run()
    same(message, "tasklet is in run()")
end) -- expect: test_unbind_main ok

case("test_rebind_recursion_depth", function()
    local function deep(n)
        if n > 0 then return (deep(n - 1)) end
        tasklet.schedule_remove()
    end
    local t = tasklet(deep)(10)
    same(t.recursion_depth, 0)
    tasklet.run()
    same(t.recursion_depth, 11)
    t:bind(deep)
    same(t.recursion_depth, 0)
    t:setup(3)
    tasklet.run()
    same(t.recursion_depth, 4)
    t:bind()
end) -- expect: test_rebind_recursion_depth ok

case("test_setup_fail_alive", function()
    local t = tasklet(nothing)()
    fails("tasklet is alive", t.setup, t)
    fails("tasklet is alive", t)
    tasklet.run()
    fails("the tasklet was not bound to a function", t.setup, t)
    local u = tasklet.new():bind(nothing, 1)
    fails("tasklet is alive", u.setup, u)
    u:run()
end) -- expect: test_setup_fail_alive ok

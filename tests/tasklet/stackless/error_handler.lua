-- Stackless, test_miscell.TestErrorHandler: who hears of an error that leaves a tasklet.
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
local function with_handler(handler, body)
    local old = tasklet.set_error_handler(handler)
    local ok, e = pcall(body)
    tasklet.set_error_handler(old)
    if not ok then error(e, 0) end
end
local function fail(e) error(e, 0) end

case("test_set", function()
    local function one() end
    local function two() end
    same(tasklet.set_error_handler(one), nil)
    same(tasklet.get_error_handler(), one)
    same(tasklet.set_error_handler(two), one)
    same(tasklet.set_error_handler(nil), two)
    same(tasklet.get_error_handler(), nil)
end) -- expect: test_set ok

-- differs: the handler gets the error and a traceback, not three values.
case("test_handler", function()
    local seen, trace
    with_handler(function(e, t) seen, trace = e, t end, function()
        local t = tasklet(fail)("foo")
        tasklet.run()
        same(t.alive, false)
    end)
    same(seen, "foo")
    same(type(trace), "string")
    tasklet(fail)("bar")
    fails("bar", tasklet.run)
end) -- expect: test_handler ok

case("test_borken_handler", function()
    with_handler(function(e) error("borken: " .. e, 0) end, function()
        tasklet(fail)("foo")
        fails("borken: foo", tasklet.run)
        local t = tasklet(fail)("bar")
        fails("borken: bar", t.run, t)
    end)
end) -- expect: test_borken_handler ok

case("test_early_hrow", function()
    local seen, ran
    with_handler(function(e) seen = e end, function()
        local t = tasklet(function() ran = true end)()
        t:throw("early")
        same(seen, "early")
        same(t.alive, false)
    end)
    same(ran, nil)
end) -- expect: test_early_hrow ok

case("test_getcurrent", function()
    local seen, t
    with_handler(function() seen = tasklet.current() end, function()
        t = tasklet(fail)("foo")
        tasklet.run()
    end)
    same(seen, t)
    same(rawequal(seen, tasklet.current()), false)
end) -- expect: test_getcurrent ok

case("test_throw_pending", function()
    local seen
    with_handler(function(e) seen = e end, function()
        local t = tasklet(function() end)()
        t:throw("later", true)
        same(seen, nil)
        same(t.alive, true)
        tasklet.run()
        same(seen, "later")
        same(t.alive, false)
    end)
end) -- expect: test_throw_pending ok

-- Stackless, test_miscell.TestTaskletThrowImmediate: an error raised in another tasklet at once.
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
local function throw(t, e) t:throw(e, false) end

local function waiting_for_errors()
    local ch, caught = channel.new(), {}
    local t = tasklet(function()
        local ok, e = pcall(ch.receive, ch)
        caught.ok, caught.error = ok, e
    end)()
    tasklet.schedule()
    same(t.blocked, true)
    return t, caught, ch
end

local function arrives(e)
    local t, caught, ch = waiting_for_errors()
    throw(t, e)
    same(caught.ok, false)
    same(rawequal(caught.error, e), true)
    same(t.alive, false)
    same(t.error, nil)
    same(ch.balance, 0)
end

-- differs: what Stackless makes of a class, arguments, an instance or exc_info is here one value.
case("test_throw_noargs", function() arrives(nil) end) -- expect: test_throw_noargs ok
case("test_throw_args", function() arrives{1, 2, 3} end) -- expect: test_throw_args ok
case("test_throw_inst", function()
    arrives(setmetatable({}, {__tostring = function() return "problem" end}))
end) -- expect: test_throw_inst ok
case("test_throw_exc_info", function()
    local function errfunc() error "in errfunc" end
    arrives(select(2, pcall(errfunc)))
end) -- expect: test_throw_exc_info ok

-- The traceback of one that dies of it says where it stood.
case("test_throw_traceback", function()
    local ch = channel.new()
    local function errfunc() return 1, ch:receive() end
    local t = tasklet(function() errfunc() end)()
    tasklet.schedule()
    fails("thrown", throw, t, "thrown")
    same(t.error, "thrown")
    same(t.traceback:match("errfunc"), "errfunc")
end) -- expect: test_throw_traceback ok

case("test_new", function()
    local ran = false
    local t = tasklet(function() ran = true end)()
    fails("early", throw, t, "early")
    same(t.alive, false)
    same(ran, false)
    local u = tasklet.new():bind(function() ran = true end, 1)
    fails("paused", throw, u, "paused")
    same(u.alive, false)
    same(ran, false)
end) -- expect: test_new ok

case("test_kill_new", function()
    local ran = false
    local t = tasklet(function() ran = true end)()
    throw(t, tasklet.exit)
    same(t.alive, false)
    tasklet.run()
    same(ran, false)
    fails("dead", t.run, t)
end) -- expect: test_kill_new ok

case("test_dead", function()
    local t = tasklet(function() end)()
    tasklet.run()
    same(t.alive, false)
    fails("cannot throw to a dead tasklet", throw, t, "late")
    fails("cannot throw to a dead tasklet", throw, tasklet.new(), "never bound")
end) -- expect: test_dead ok

case("test_kill_dead", function()
    local t = tasklet(function() end)()
    tasklet.run()
    throw(t, tasklet.exit)
    same(t.alive, false)
    same(t.error, nil)
    throw(tasklet.new(), tasklet.exit)
end) -- expect: test_kill_dead ok

-- differs: any value can be thrown, but it has to be given.
case("test_throw_invalid", function()
    local t, caught = waiting_for_errors()
    fails("value expected", t.throw, t)
    fails("tasklet expected", t.throw, "not one", "e")
    same(t.blocked, true)
    throw(t, 7)
    same(caught.error, 7)
end) -- expect: test_throw_invalid ok

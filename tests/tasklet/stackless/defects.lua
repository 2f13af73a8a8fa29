-- Stackless, test_defects, test_weakref: what once went wrong with tasklets and channels there.
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

case("testScheduleRemove", function() -- the only one under run() leaves the ring
    local t = tasklet(function() tasklet.schedule_remove() end)()
    same(tasklet.run(), nil)
    same(t.paused, true)
    t:run()
    same(t.alive, false)
end) -- expect: testScheduleRemove ok

case("testScheduleRemove2", function() -- the last one leaves it while main waits
    local ch = channel.new()
    local t = tasklet(function() tasklet.schedule_remove() end)()
    fails("is the last one that runs and would pause", ch.receive, ch)
    same(t.alive, false)
    same(ch.balance, 0)
end) -- expect: testScheduleRemove2 ok

case("testScheduleRemove3", function() -- both do; main goes on
    local t = tasklet(function() tasklet.schedule_remove() end)()
    tasklet.schedule_remove()
    same(t.paused, true)
    t:kill()
end) -- expect: testScheduleRemove3 ok

case("testScheduleRemove4", function() -- nobody knows it any more: it is forgotten
    local known = setmetatable({}, {__mode = "k"})
    known[tasklet(function() tasklet.schedule_remove() end)()] = true
    tasklet.run()
    collectgarbage()
    same(next(known), nil)
end) -- expect: testScheduleRemove4 ok

-- differs: who waits on a channel keeps it, and goes on waiting.
case("testTemporaryChannel", function()
    local t = tasklet(function() return channel.new():receive() end)()
    tasklet.run()
    collectgarbage()
    same(t.blocked, true)
    t.channel:send("from the only one who can find it")
    same(t.results[1], "from the only one who can find it")
end) -- expect: testTemporaryChannel ok

case("testTemporaryChannel2", function()
    local t = tasklet(function() channel.new():send("sent") end)()
    tasklet.run()
    collectgarbage()
    same(t.channel.balance, 1)
    same(t.channel:receive(), "sent")
    tasklet.run()
end) -- expect: testTemporaryChannel2 ok

case("test_exception_in_schedule_callback", function() -- it is written to stderr
    local ran, calls = false, 0
    tasklet(function() ran = true end)()
    tasklet.set_schedule_callback(function()
        calls = calls + 1
        error "in the callback"
    end)
    tasklet.run()
    tasklet.set_schedule_callback(nil)
    same(ran, true)
    same(calls, 2)
end) -- expect: test_exception_in_schedule_callback ok

case("test_kill with a wrong argument", function()
    local t = tasklet(function() tasklet.schedule_remove() end)()
    tasklet.run()
    fails("tasklet expected", t.kill, {})
    same(t.paused, true)
    t:kill()
end) -- expect: test_kill with a wrong argument ok

case("testSimpleWeakref", function()
    local weak = setmetatable({tasklet.new(), channel.new()}, {__mode = "v"})
    local ch = channel.new()
    weak[3] = ch
    collectgarbage()
    same(weak[1], nil)
    same(weak[2], nil)
    same(weak[3], ch)
end) -- expect: testSimpleWeakref ok

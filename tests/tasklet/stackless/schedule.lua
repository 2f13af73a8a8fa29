-- Stackless, test_miscell.TestSchedule, TestTaskletSwitching: giving up control, and to whom.
local tasklet, channel = require "tasklet", require "channel"
local function same(got, expected)
    if got == expected then return end
    error(("got %s, expected %s"):format(tostring(got), tostring(expected)), 2)
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

case("testSchedule", function()
    local previous, was_scheduled = tasklet.current(), nil
    tasklet(function() was_scheduled = previous.scheduled end)()
    tasklet.schedule()
    same(was_scheduled, true)
end) -- expect: testSchedule ok

case("testScheduleRemoveFail", function()
    local previous, before, after = tasklet.current(), nil, nil
    tasklet(function()
        before = previous.scheduled
        previous:insert()
        after = previous.scheduled
    end)()
    tasklet.schedule_remove()
    same(before, false)
    same(after, true)
end) -- expect: testScheduleRemoveFail ok

case("test_raise_exception", function()
    local ch, got = channel.new(), nil
    local t = tasklet(function() got = select(2, pcall(ch.receive, ch)) end)()
    tasklet.schedule()
    t:raise("index")
    same(got, "index")
    same(ch.balance, 0)
end) -- expect: test_raise_exception ok

case("test_run", function()
    local ran = false
    local first = tasklet(function() same(ran, true) end)()
    local t = tasklet(function() ran = true end)()
    t:run()
    same(ran, true)
    same(first.scheduled, true) -- the caller keeps its place: the ring goes on behind t
    tasklet.run()
    same(first.alive, false)
end) -- expect: test_run ok

case("test_switch_to_current", function()
    local me = tasklet.current()
    for _ = 1, 2 do
        me:switch()
        me:run()
        same(me.scheduled, true)
    end
    local ended = false
    tasklet(function()
        for _ = 1, 2 do tasklet.current():switch() end
        ended = true
    end)()
    tasklet.run()
    same(ended, true)
end) -- expect: test_switch_to_current ok

-- Stackless, test_miscell.TestSwitchTrap: what would switch is an error; released, it works.
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
local function trapped(f, ...)
    tasklet.switch_trap(1)
    fails("switch_trap", f, ...)
    tasklet.switch_trap(-1)
end

case("test_schedule", function()
    local ran = false
    tasklet(function() ran = true end)()
    trapped(tasklet.schedule)
    same(ran, false)
    tasklet.schedule()
    same(ran, true)
end) -- expect: test_schedule ok

case("test_schedule_remove", function()
    local main, ran = tasklet.current(), false
    tasklet(function() ran = true main:insert() end)()
    trapped(tasklet.schedule_remove)
    same(ran, false)
    tasklet.schedule_remove()
    same(ran, true)
end) -- expect: test_schedule_remove ok

case("test_run", function()
    local ran = false
    tasklet(function() ran = true end)()
    trapped(tasklet.run)
    same(ran, false)
    tasklet.run()
    same(ran, true)
end) -- expect: test_run ok

case("test_run_specific", function()
    local ran = false
    local t = tasklet(function() ran = true end)()
    trapped(t.run, t)
    same(ran, false)
    t:run()
    same(ran, true)
end) -- expect: test_run_specific ok

case("test_run_paused", function()
    local ran = false
    local t = tasklet.new():bind(function() ran = true end, 1)
    same(t.paused, true)
    trapped(t.run, t)
    same(t.paused, true)
    same(tasklet.count(), 1)
    t:run()
    same(ran, true)
end) -- expect: test_run_paused ok

case("test_send", function()
    local ch, got = channel.new(), nil
    tasklet(function() got = ch:receive() end)()
    tasklet.schedule()
    trapped(ch.send, ch, 1)
    same(ch.balance, -1)
    ch:send(2)
    same(got, 2)
end) -- expect: test_send ok

case("test_send_throw", function()
    local ch, got = channel.new(), nil
    tasklet(function() got = select(2, pcall(ch.receive, ch)) end)()
    tasklet.schedule()
    trapped(ch.send_throw, ch, "one")
    trapped(ch.send_exception, ch, "one")
    same(ch.balance, -1)
    ch:send_throw("two")
    same(got, "two")
end) -- expect: test_send_throw ok

-- The sender that comes to run is what switches: with a preference for senders.
case("test_receive", function()
    local ch = channel.new()
    ch.preference = 1
    tasklet(function() ch:send("sent") end)()
    tasklet.schedule()
    trapped(ch.receive, ch)
    same(ch.balance, 1)
    same(ch:receive(), "sent")
end) -- expect: test_receive ok

case("test_receive_throw", function()
    local ch = channel.new()
    ch.preference = 1
    tasklet(function() ch:send_throw("thrown") end)()
    tasklet.schedule()
    trapped(ch.receive, ch)
    same(ch.balance, 1)
    fails("thrown", ch.receive, ch)
end) -- expect: test_receive_throw ok

case("test_raise_exception", function()
    local ch, got = channel.new(), nil
    local t = tasklet(function() got = select(2, pcall(ch.receive, ch)) end)()
    tasklet.schedule()
    trapped(t.raise, t, "one")
    same(t.blocked, true)
    same(ch.balance, -1)
    t:raise("two")
    same(got, "two")
end) -- expect: test_raise_exception ok

case("test_kill", function()
    local ch, got = channel.new(), nil
    local t = tasklet(function() got = select(2, pcall(ch.receive, ch)) end)()
    tasklet.schedule()
    trapped(t.kill, t)
    same(t.blocked, true)
    t:kill()
    same(got, tasklet.exit)
    same(t.alive, false)
end) -- expect: test_kill ok

-- The caller is inside a tasklet, others are queued, and the trap has several levels.
case("test_run2", function()
    local log = {}
    tasklet(function()
        local t = tasklet(function() log[#log + 1] = "other" end)()
        same(tasklet.switch_trap(1), 0)
        same(tasklet.switch_trap(1), 1)
        fails("switch_trap", t.run, t)
        same(tasklet.switch_trap(-1), 2)
        fails("switch_trap", tasklet.run)
        same(tasklet.switch_trap(-1), 1)
        log[#log + 1] = "released"
        tasklet.run()
        log[#log + 1] = "ran"
    end)()
    tasklet.run()
    same(table.concat(log, " "), "released other ran")
end) -- expect: test_run2 ok

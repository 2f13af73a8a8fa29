-- Stackless, test_miscell.TestKill: tasklet.exit now, at its turn, or in oneself.
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
local function waiting(log)
    local t = tasklet(function()
        log[#log + 1] = "started"
        local ok, e = pcall(tasklet.schedule_remove)
        log[#log + 1] = tostring(e)
        error(e, 0)
    end)()
    tasklet.run()
    same(t.paused, true)
    return t
end

case("test_kill_pending_true", function()
    local log = {}
    local t = waiting(log)
    t:kill(true)
    same(t.alive, true)
    same(t.scheduled, true)
    same(#log, 1)
    tasklet.run()
    same(table.concat(log, " "), "started tasklet.exit")
    same(t.alive, false)
end) -- expect: test_kill_pending_true ok

case("test_kill_pending_False", function()
    for _, pending in ipairs{false, "not given"} do
        local log = {}
        local t = waiting(log)
        if pending then t:kill() else t:kill(false) end
        same(table.concat(log, " "), "started tasklet.exit")
        same(t.alive, false)
        same(t.error, tasklet.exit)
    end
end) -- expect: test_kill_pending_False ok

case("test_kill_current", function()
    local log = {}
    local t = tasklet(function()
        log[#log + 1] = "started"
        local ok, e = pcall(function() tasklet.current():kill() end)
        log[#log + 1] = tostring(e)
        tasklet.current():kill(true) -- pending makes no difference for oneself
        log[#log + 1] = "never"
    end)()
    tasklet.run()
    same(table.concat(log, " "), "started tasklet.exit")
    same(t.alive, false)
    local main = tasklet.main()
    fails("tasklet.exit", main.kill, main)
end) -- expect: test_kill_current ok

-- differs: there are no threads to die. The same for one that is blocked, in each way.
case("test_kill_blocked", function()
    local ch = channel.new()
    local ways = {
        function() ch:send(1) end,
        function() ch:receive() end,
        function() channel.select{ch} end,
        function() tasklet.sleep(1e6) end,
    }
    for _, way in ipairs(ways) do
        local t = tasklet(way)()
        tasklet.schedule()
        same(t.blocked, true)
        t:kill()
        same(t.alive, false)
        same(t.blocked, false)
        same(ch.balance, 0)
        same(tasklet.count(), 1)
    end
end) -- expect: test_kill_blocked ok

-- The killer goes on right after the one it kills, before others in the ring.
case("test_kill_order", function()
    local log = {}
    local t = waiting(log)
    tasklet(function() log[#log + 1] = "other" end)()
    t:kill()
    log[#log + 1] = "killer"
    tasklet.run()
    same(table.concat(log, " "), "started tasklet.exit killer other")
end) -- expect: test_kill_order ok

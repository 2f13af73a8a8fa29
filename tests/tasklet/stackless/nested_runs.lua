-- Stackless, test_watchdog.TestNewWatchdog: run() in any tasklet; the inner one returns first.
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
local function loop(n) for _ = 1, n do end end
local function rounds(n) for _ = 1, n do tasklet.schedule() end end
-- A tasklet inside run(options); runner.locals.got is what that returned.
local function start_runner(options)
    local t
    t = tasklet(function()
        local locals = tasklet.current().locals
        locals.got = {tasklet.run(options)}
        locals.done = true
    end)()
    t:run()
    same(t.waits_for, "run")
    same(t.paused, true)
    return t
end

-- main stays in the ring: the runner wakes only when main leaves it.
case("test_run_from_worker", function()
    local worker = tasklet(rounds)(3)
    local runner = start_runner()
    while worker.alive do tasklet.schedule() end
    rounds(3)
    same(runner.locals.done, nil)
    tasklet.schedule_remove()
    same(runner.locals.done, true)
    same(runner.alive, false)
end) -- expect: test_run_from_worker ok

case("test_run_from_worker_main_blocked", function()
    local ch = channel.new()
    local worker = tasklet(rounds)(3)
    local runner = tasklet(function()
        tasklet.run()
        ch:send(worker.alive)
    end)()
    same(ch:receive(), false)
    tasklet.run()
    same(runner.alive, false)
end) -- expect: test_run_from_worker_main_blocked ok

case("test_run_from_worker_main_running", function()
    local worker, log = tasklet(rounds)(3), {}
    tasklet(function()
        tasklet.run()
        log[#log + 1] = "runner"
        same(worker.alive, false)
    end)()
    tasklet.run()
    log[#log + 1] = "main"
    same(table.concat(log, " "), "runner main")
end) -- expect: test_run_from_worker_main_running ok

case("test_inner_run_completes_first", function()
    local main, log = tasklet.current(), {}
    tasklet(function()
        same(main.paused, true)
        tasklet(rounds)(2)
        tasklet.run()
        same(main.paused, true)
        log[#log + 1] = "inner"
        tasklet.schedule()
        same(main.paused, true)
        log[#log + 1] = "still inner"
    end)()
    tasklet.run()
    log[#log + 1] = "outer"
    same(table.concat(log, ", "), "inner, still inner, outer")
end) -- expect: test_inner_run_completes_first ok

case("test_inner_run_gets_error", function()
    local log = {}
    local runner = tasklet(function()
        tasklet(function() error("oops", 0) end)()
        fails("oops", tasklet.run)
        log[#log + 1] = "inner"
    end)()
    tasklet.run()
    same(runner.error, nil)
    same(log[1], "inner")
end) -- expect: test_inner_run_gets_error ok

-- main is inserted by hand: the runs inside of its own end as well.
case("test_manual_wakeup", function()
    local main, log = tasklet.current(), {}
    local runner = tasklet(function()
        tasklet(function()
            main:insert()
            log[#log + 1] = "inserted"
            rounds(3)
            log[#log + 1] = "worker"
        end)()
        tasklet.run()
        log[#log + 1] = "runner"
    end)()
    tasklet.run()
    log[#log + 1] = "main"
    same(runner.waits_for, nil)
    tasklet.run()
    same(log[1], "inserted")
    same(log[#log], "worker")
    same(#log, 4)
    same(runner.alive, false)
end) -- expect: test_manual_wakeup ok

-- main's run() is the inner one: that it ends does not wake the runner.
case("test_main_exiting", function()
    local runner = start_runner()
    tasklet(rounds)(2)
    same(tasklet.run(), nil)
    same(runner.waits_for, "run")
    same(runner.locals.done, nil)
    runner:insert()
    tasklet.run()
    same(runner.locals.done, true)
end) -- expect: test_main_exiting ok

-- The one whose run has the budget is woken, not main.
local function watchdog_on_tasklet(is_soft)
    local main, spinner, log = tasklet.current(), nil, {}
    local runner = tasklet(function()
        spinner = tasklet(function()
            loop(100)
            rounds(3)
        end)()
        local other = tasklet(rounds)(3)
        local victim = tasklet.run{budget = 20, soft = is_soft}
        log[#log + 1] = "runner"
        same(victim, (not is_soft) and spinner or nil)
        same(spinner.alive and other.alive, true)
        same(main.waits_for, "run")
        if victim then victim:insert() end
    end)()
    tasklet.run()
    log[#log + 1] = "main"
    same(table.concat(log, " "), "runner main")
    same(runner.error, nil)
    same(spinner.alive, false)
end
case("test_watchdog_on_tasklet_soft", function()
    watchdog_on_tasklet(true)
end) -- expect: test_watchdog_on_tasklet_soft ok
case("test_watchdog_on_tasklet_hard", function()
    watchdog_on_tasklet(false)
end) -- expect: test_watchdog_on_tasklet_hard ok

-- Of nested runs with budgets the outermost counts.
local function watchdog_priority(is_soft)
    local inner_got, inner_done, spinner = "nothing yet", false, nil
    local runner = tasklet(function()
        spinner = tasklet(function()
            loop(150)
            rounds(3)
        end)()
        tasklet(rounds)(10)
        inner_got = tasklet.run{budget = 20, soft = is_soft}
        inner_done = true
    end)()
    local victim = tasklet.run{budget = 100, soft = is_soft}
    same(victim, (not is_soft) and spinner or nil)
    same(inner_got, "nothing yet")
    if victim then victim:insert() end
    tasklet.run()
    same(inner_done, true)
    same(inner_got, nil)
    same(runner.error, nil)
    same(spinner.alive, false)
end
case("test_watchdog_priority_soft", function()
    watchdog_priority(true)
end) -- expect: test_watchdog_priority_soft ok
case("test_watchdog_priority_hard", function()
    watchdog_priority(false)
end) -- expect: test_watchdog_priority_hard ok

-- A run inside of the one that is interrupted, and inserted by hand before, is in the ring once.
local function schedule_deeper(is_soft)
    local count = 0
    local runner = tasklet(function()
        tasklet.run{budget = 1000, soft = is_soft}
        count = count + 1
    end)()
    runner:run()
    same(runner.waits_for, "run")
    local spinner = tasklet(function()
        runner:insert()
        loop(100)
        rounds(3)
    end)()
    local victim = tasklet.run{budget = 50, soft = is_soft}
    if victim then victim:insert() end
    tasklet.run()
    same(count, 1)
    same(spinner.alive or runner.alive, false)
end
case("test_schedule_deeper_soft", function()
    schedule_deeper(true)
end) -- expect: test_schedule_deeper_soft ok
case("test_schedule_deeper_hard", function()
    schedule_deeper(false)
end) -- expect: test_schedule_deeper_hard ok

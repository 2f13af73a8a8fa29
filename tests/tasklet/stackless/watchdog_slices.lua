-- Stackless, test_watchdog.TestWatchdog: tasklets that never yield take turns by run{budget}.
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
-- Runs all to their end in slices; how often each one was interrupted.
local function pump(budget)
    local interrupts = setmetatable({}, {__index = function() return 0 end})
    while tasklet.count() > 1 do
        local victim = tasklet.run{budget = budget}
        if not victim then break end
        same(victim.paused, true)
        interrupts[victim] = interrupts[victim] + 1
        victim:insert()
    end
    return interrupts
end

-- Three tasklets that do `work`; all of them end, each was interrupted.
local function three(work, ...)
    local ended, all = 0, {}
    for i = 1, 3 do
        all[i] = tasklet(function(...)
            work(...)
            ended = ended + 1
        end)(...)
    end
    local interrupts = pump(20)
    same(ended, 3)
    for _, t in ipairs(all) do
        same(t.alive, false)
        same(interrupts[t] > 0, true)
    end
end

local function loop(n) for _ = 1, n do end end
local function nest(n) if n > 0 then nest(n - 1) end end
local function nest_and_loop(n)
    loop(5)
    if n > 0 then return 1 + nest_and_loop(n - 1) end
    return 0
end

case("test_simple", function() three(loop, 100) end) -- expect: test_simple ok
case("test_nested", function() three(nest, 60) end) -- expect: test_nested ok
case("test_nested2", function() three(nest_and_loop, 10) end) -- expect: test_nested2 ok
case("test_exec_tasklet", function()
    three(load "for i = 1, 100 do local j = i end")
end) -- expect: test_exec_tasklet ok

-- Each switch begins a new slice.
case("test_tasklet_with_schedule", function()
    local spinner = tasklet(loop)(100)
    local yielder = tasklet(function()
        for _ = 1, 10 do
            loop(10)
            tasklet.schedule()
        end
    end)()
    local interrupts = pump(20)
    same(spinner.alive or yielder.alive, false)
    same(interrupts[spinner] > interrupts[yielder], true)
end) -- expect: test_tasklet_with_schedule ok

-- differs: not StopIteration but close() ends the server.
case("test_send_recv", function()
    local ch, received, clients = channel.new(), 0, 3
    local server = tasklet(function() for _ in ch do received = received + 1 end end)()
    for _ = 1, clients do
        tasklet(function()
            for i = 1, 20 do ch:send(i) end
            clients = clients - 1
            if clients == 0 then ch:close() end
        end)()
    end
    pump(7)
    same(received, 60)
    same(server.alive, false)
end) -- expect: test_send_recv ok

case("test_atomic", function()
    local me_is_atomic, broken = false, 0
    local function critical()
        local me = tasklet.current()
        local old = me:set_atomic(true)
        if me_is_atomic then broken = broken + 1 end
        me_is_atomic = true
        loop(30)
        me_is_atomic = false
        me:set_atomic(old)
    end
    three(function() for _ = 1, 4 do critical() end end)
    same(broken, 0)
end) -- expect: test_atomic ok

case("test_exception", function()
    local others = 0
    for _ = 1, 2 do
        tasklet(function()
            loop(50)
            others = others + 1
        end)()
    end
    tasklet(function()
        loop(30)
        error("user warning", 0)
    end)()
    fails("user warning", pump, 20)
    pump(20) -- the others are still queued
    same(others, 2)
end) -- expect: test_exception ok

case("test_run_return", function()
    same(tasklet.run(), nil)
    tasklet(loop)(10)
    same(tasklet.run(), nil)
    tasklet(loop)(10)
    same(tasklet.run{budget = 1000}, nil)
end) -- expect: test_run_return ok

case("test_lone_receive", function()
    local ch = channel.new()
    local t = tasklet(function() ch:receive() end)()
    pump(20)
    same(t.blocked, true)
    ch:send(1)
    same(t.alive, false)
end) -- expect: test_lone_receive ok

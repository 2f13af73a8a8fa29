-- Stackless, test_watchdog.TestDeadlock: who hears that nobody is left to run.
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
local function nothing() end

case("testReceiveOnMain", function()
    local ch = channel.new()
    fails("deadlock: tasklet 1 (main) would wait for ever to receive", ch.receive, ch)
    same(ch.balance, 0)
end) -- expect: testReceiveOnMain ok

case("test_main_receiving_endttasklet", function()
    local ch = channel.new()
    local t = tasklet(nothing)()
    fails("to receive on", ch.receive, ch)
    same(t.alive, false)
    same(ch.balance, 0)
end) -- expect: test_main_receiving_endttasklet ok

case("test_main_sending_enddtasklet", function()
    local ch = channel.new()
    local t = tasklet(nothing)()
    fails("to send on", ch.send, ch, 1)
    same(t.alive, false)
    same(ch.balance, 0)
end) -- expect: test_main_sending_enddtasklet ok

case("test_main_receiving_endttasklet in select", function()
    local ch = channel.new()
    tasklet(nothing)()
    fails("would wait for ever in select", channel.select, {ch, {channel.new(), "send", 1}})
    same(ch.balance, 0)
end) -- expect: test_main_receiving_endttasklet in select ok

-- An error that leaves a tasklet reaches main, wherever main waits.
case("test_main_gets_exception", function()
    local ch = channel.new()
    for _, wait in ipairs{
        function() ch:receive() end,
        function() ch:send(1) end,
        function() channel.select{ch} end,
        function() tasklet.sleep(1e6) end,
        function() tasklet.schedule_remove() end,
        function() tasklet.schedule() end,
        function() tasklet.run() end,
    } do
        tasklet(function() error("oops", 0) end)()
        fails("oops", wait)
        same(ch.balance, 0)
        same(tasklet.current().scheduled, true)
    end
end) -- expect: test_main_gets_exception ok

case("test_tasklet_deadlock", function()
    local mine, theirs, message = channel.new(), channel.new(), nil
    tasklet(function()
        message = select(2, pcall(theirs.receive, theirs))
        mine:send("recovered")
    end)()
    same(mine:receive(), "recovered")
    same(message:match("would wait for ever to receive"), "would wait for ever to receive")
    same(message:match("tasklet 1 %(main%) waits to receive"), "tasklet 1 (main) waits to receive")
    tasklet.run()
end) -- expect: test_tasklet_deadlock ok

case("test_tasklet_and_main_receive", function()
    local mine, theirs = channel.new(), channel.new()
    local t = tasklet(function() theirs:receive() end)()
    fails("deadlock: " .. tostring(t):match("tasklet %d+"), mine.receive, mine)
    same(t.alive, false)
    same(mine.balance, 0)
    same(theirs.balance, 0)
end) -- expect: test_tasklet_and_main_receive ok

-- Somebody else can run: the error reaches main all the same, and not as a deadlock.
case("test_error_propagation_when_not_deadlock", function()
    local ch, ran = channel.new(), false
    tasklet(function() error("oops", 0) end)()
    tasklet(function() ran = true end)()
    fails("oops", ch.receive, ch)
    same(ran, false)
    tasklet.run()
    same(ran, true)
end) -- expect: test_error_propagation_when_not_deadlock ok

-- Chapter 2.4: inside run() the last one may wait, and a circle of waiters is no error.
case("waiting inside run", function()
    local a, b = channel.new(), channel.new()
    local one = tasklet(function() a:receive() b:send(1) end)()
    local two = tasklet(function() b:receive() a:send(1) end)()
    same(tasklet.run(), nil)
    same(one.blocked and two.blocked, true)
    one:kill()
    two:kill()
end) -- expect: waiting inside run ok

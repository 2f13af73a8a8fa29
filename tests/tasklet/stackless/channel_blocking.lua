-- Stackless, test_channel: who has to wait on a channel, and what is handed over.
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

case("testBlockingSend", function()
    local ch, wakes = channel.new(), false
    local t = tasklet(function() ch:send("sent") wakes = true end)()
    tasklet.schedule()
    same(wakes, false)
    same(t.blocked and t.scheduled, true)
    same(ch.balance, 1)
    same(ch.queue, t)
    same(ch:receive(), "sent")
    tasklet.schedule()
    same(wakes, true)
end) -- expect: testBlockingSend ok

case("testBlockingReceive", function()
    local ch, got = channel.new(), nil
    local t = tasklet(function() got = ch:receive() end)()
    tasklet.schedule()
    same(t.blocked and t.scheduled, true)
    same(ch.balance, -1)
    ch:send("sent")
    same(got, "sent")
    same(t.alive, false)
end) -- expect: testBlockingReceive ok

case("testNonBlockingSend", function()
    local ch, got = channel.new(), nil
    tasklet(function() got = ch:receive() end)()
    tasklet.schedule()
    local main = tasklet.current()
    main.block_trap = true
    local ok, e = pcall(ch.send, ch, "sent")
    main.block_trap = false
    same(ok, true)
    same(got, "sent")
end) -- expect: testNonBlockingSend ok

case("testNonBlockingReceive", function()
    local ch = channel.new()
    tasklet(function() ch:send("sent") end)()
    tasklet.schedule()
    local main = tasklet.current()
    main.block_trap = true
    local ok, got = pcall(ch.receive, ch)
    main.block_trap = false
    same(ok, true)
    same(got, "sent")
    tasklet.schedule()
end) -- expect: testNonBlockingReceive ok

-- differs: the text says who would wait for what.
case("testMainTaskletBlockingWithoutASender", function()
    local ch = channel.new()
    fails("deadlock: tasklet 1 (main) would wait for ever to receive", ch.receive, ch)
    fails("deadlock: tasklet 1 (main) would wait for ever to send", ch.send, ch, 1)
    same(ch.balance, 0)
end) -- expect: testMainTaskletBlockingWithoutASender ok

-- differs: an error is one value of any type, and not a class with arguments.
case("testSendException", function()
    local ch, problem = channel.new(), {1, 2, 3}
    tasklet(function() ch:send_exception(problem) end)()
    tasklet.schedule()
    local ok, e = pcall(ch.receive, ch)
    same(ok, false)
    same(e, problem)
    same(table.concat(e, " "), "1 2 3")
    tasklet.schedule()
end) -- expect: testSendException ok

-- differs: an error carries no traceback; what the raiser said arrives unchanged.
case("testSendThrow", function()
    local ch = channel.new()
    tasklet(function() ch:send_throw(select(2, pcall(error, {"raised elsewhere"}))) end)()
    tasklet.schedule()
    local ok, e = pcall(ch.receive, ch)
    same(ok, false)
    same(e[1], "raised elsewhere")
    tasklet.schedule()
end) -- expect: testSendThrow ok

local refusal = "this tasklet does not like to be blocked"
local function traps(f, ch, ...)
    local me = tasklet.current()
    me.block_trap = true
    fails(refusal, f, ch, ...)
    same(ch.balance, 0)
    me.block_trap = false
end

case("testBlockTrapSend", function()
    local ch = channel.new()
    traps(ch.send, ch, 1)
    local t = tasklet(traps)(ch.send, ch, 1)
    tasklet.run()
    same(t.error, nil)
end) -- expect: testBlockTrapSend ok

case("testBlockTrapRecv", function()
    local ch = channel.new()
    traps(ch.receive, ch)
    local t = tasklet(traps)(ch.receive, ch)
    tasklet.run()
    same(t.error, nil)
end) -- expect: testBlockTrapRecv ok

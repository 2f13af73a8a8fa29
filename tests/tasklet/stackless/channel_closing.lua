-- Stackless, test_channel.TestClose: sequences that end, and closed channels.
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
local function count_to(n) -- a generic for gives 1 … n
    return function(_, i) if i < n then return i + 1 end end, nil, 0
end

-- differs: close() wakes the loop that waits, no further sends are needed.
case("testSequence", function()
    local ch, got = channel.new(), {}
    local t = tasklet(function() for v in ch do got[#got + 1] = v end end)()
    same(ch:send_sequence(count_to(10)), 10)
    same(#got, 10)
    same(t.blocked, true)
    ch:close()
    same(ch.closing, true)
    same(t.blocked, false)
    tasklet.run()
    same(t.alive, false)
    same(ch.closed, true)
    same(table.concat(got, " "), "1 2 3 4 5 6 7 8 9 10")
end) -- expect: testSequence ok

-- differs: who waits to send when the channel is closed gets an error.
case("testSequence with the sender waiting", function()
    local ch, got = channel.new(), {}
    local sender = tasklet(function() ch:send_sequence(count_to(10)) end)()
    tasklet(function()
        for v in ch do
            got[#got + 1] = v
            if v == 5 then ch:close() end
        end
    end)()
    fails("channel is closed", tasklet.run)
    tasklet.run()
    same(table.concat(got, " "), "1 2 3 4 5")
    same(sender.alive, false)
    same(ch.closed, true)
end) -- expect: testSequence with the sender waiting ok

-- differs: not StopIteration, but a nil ends the loop.
case("testSequence2", function()
    local ch, sent, got = channel.new(), nil, {}
    tasklet(function()
        sent = ch:send_sequence{1, 2, 3, 4, 5, 6, 7, 8, 9, 10}
        ch:send(nil)
    end)()
    for v in ch do got[#got + 1] = v end
    same(sent, 10)
    same(#got, 10)
    same(ch.closed, false)
    ch:close()
    same(ch.closed, true)
    tasklet.run()
end) -- expect: testSequence2 ok

case("testSender", function()
    local ch = channel.new()
    ch:close()
    fails("channel is closed", ch.send, ch, 1)
    fails("channel is closed", ch.send_exception, ch, 1)
    fails("channel is closed", ch.try_send, ch, 1)
end) -- expect: testSender ok

case("testReceiver", function()
    local ch = channel.new()
    ch:close()
    fails("channel is closed", ch.receive, ch)
    ch:open()
    fails("deadlock", ch.receive, ch)
end) -- expect: testReceiver ok

-- differs: the end of a loop is a nil.
case("testIterator", function()
    local ch = channel.new()
    ch:close()
    same(ch(), nil)
    for _ in ch do error("a value out of nothing") end
end) -- expect: testIterator ok

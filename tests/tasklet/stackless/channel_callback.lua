-- Stackless, test_chan_cb: the channel callback.
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

-- differs: the callback does not see the value (in Stackless it is the tasklet's tempval).
case("test0", function()
    local ch, log = channel.new(), {}
    channel.set_channel_callback(function(c, t, sending, willblock)
        local is_right = c == ch and t == tasklet.current() -- its errors are ignored
        log[#log + 1] = (is_right and "" or "wrong ") .. (t.name or "main") ..
            (sending and "!" or "?") .. (willblock and "waits" or "")
    end)
    for i = 1, 3 do
        local t = tasklet(function() ch:send("value " .. i) end)
        t.name = "t" .. i
        t()
    end
    tasklet.schedule()
    for i = 1, 3 do same(ch:receive(), "value " .. i) end
    channel.set_channel_callback(nil)
    tasklet.run()
    same(table.concat(log, " "), "t1!waits t2!waits t3!waits main? main? main?")
end) -- expect: test0 ok

case("test0 with a receiver waiting", function()
    local ch, log = channel.new(), {}
    channel.set_channel_callback(function(c, t, sending, willblock)
        log[#log + 1] = (t.is_main and "main" or "t") .. (sending and "!" or "?") ..
            (willblock and "waits" or "")
    end)
    tasklet(function() for _ = 1, 2 do ch:receive() end end)()
    tasklet.schedule()
    for i = 1, 2 do ch:send(i) end
    channel.set_channel_callback(nil)
    same(table.concat(log, " "), "t?waits main! t?waits main!")
end) -- expect: test0 with a receiver waiting ok

case("testGetCallback", function()
    local function one() end
    local function two() end
    same(channel.get_channel_callback(), nil)
    same(channel.set_channel_callback(one), nil)
    same(channel.get_channel_callback(), one)
    same(channel.set_channel_callback(two), one)
    same(channel.get_channel_callback(), two)
    same(channel.set_channel_callback(nil), two)
    same(channel.get_channel_callback(), nil)
end) -- expect: testGetCallback ok

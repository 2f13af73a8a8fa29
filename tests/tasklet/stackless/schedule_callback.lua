-- Stackless, test_sched_cb: the schedule callback.
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
local function rounds(n) for _ = 1, n do tasklet.schedule() end end

case("test0", function()
    local switches = 0
    tasklet.set_schedule_callback(function() switches = switches + 1 end)
    for _ = 1, 3 do tasklet(rounds)(2) end
    same(switches, 0)
    tasklet.run()
    tasklet.set_schedule_callback(nil)
    same(switches, 3 * 3 + 1) -- each slice of the three begins with one, main's with the last
end) -- expect: test0 ok

case("test1", function()
    local first, second = 0, 0
    tasklet.set_schedule_callback(function() first = first + 1 end)
    tasklet(rounds)(1)
    tasklet.run()
    local count = first
    same(count > 0, true)
    tasklet.set_schedule_callback(function() second = second + 1 end)
    tasklet(rounds)(1)
    tasklet.run()
    same(first, count)
    same(second, count)
    tasklet.set_schedule_callback(nil)
    tasklet(rounds)(1)
    tasklet.run()
    same(first, count)
    same(second, count)
end) -- expect: test1 ok

-- differs: in the callback the next one is current already; no frame of it has run.
case("test2currentWithPrevAndNext", function()
    local main, log = tasklet.current(), {}
    local function name(t) return t == main and "main" or t.name end
    tasklet.set_schedule_callback(function(prev, next)
        log[#log + 1] = name(prev) .. ">" .. name(next) .. (tasklet.current() == next and "" or "?")
    end)
    for i = 1, 2 do
        local t = tasklet(function()
            local ok, e = pcall(error, "handled")
            tasklet.schedule()
            same(e, "handled")
        end)
        t.name = "t" .. i
        t()
    end
    tasklet.run()
    tasklet.set_schedule_callback(nil)
    same(table.concat(log, " "), "main>t1 t1>t2 t2>t1 t1>t2 t2>main")
end) -- expect: test2currentWithPrevAndNext ok

case("testGetCallback", function()
    local function one() end
    local function two() end
    same(tasklet.get_schedule_callback(), nil)
    same(tasklet.set_schedule_callback(one), nil)
    same(tasklet.get_schedule_callback(), one)
    same(tasklet.set_schedule_callback(two), one)
    same(tasklet.set_schedule_callback(nil), two)
    same(tasklet.get_schedule_callback(), nil)
end) -- expect: testGetCallback ok

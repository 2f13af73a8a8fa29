-- Stackless, test_exception, test_watchdog and others: dumped while an error is handled, or later.
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

-- Runs body(pause) as a tasklet, which stands still at each pause(v). There, at the start and at
-- the end it is dumped and loaded; the copies go on, and have to note the same as the first one.
local function run_copies(body)
    local log = {}
    local t = tasklet(function()
        body(function(v)
            log[#log + 1] = tostring(v)
            tasklet.schedule_remove()
        end)
        log[#log + 1] = "end"
    end)()
    t:remove()
    local dumps = {tasklet.dump{t, log}}
    while t.alive do
        t:run()
        dumps[#dumps + 1] = tasklet.dump{t, log}
    end
    local expected = table.concat(log, " ")
    for i, bytes in ipairs(dumps) do
        local copy, its_log = table.unpack(tasklet.load(bytes))
        same(#its_log, i - 1)
        while copy.alive do copy:run() end
        same(table.concat(its_log, " "), expected)
    end
    same(table.concat(log, " "), expected)
    return expected
end

-- Pauses at seven points in and around nested handlers; what is handled is there after each.
local function nested_handlers(pause)
    local outer, inner = {"outer"}, {"inner"}
    pause(1)
    local ok, e = xpcall(function()
        pause(2)
        local _ <close> = setmetatable({}, {__close = function(_, e)
            same(e, outer)
            pause(4)
            local ok, e2 = pcall(function()
                local _ <close> = setmetatable({}, {__close = function(_, e3)
                    same(e3, inner)
                    pause(5)
                    same(e3, inner)
                end})
                error(inner)
            end)
            same(e2, inner)
            pause(6)
            same(e, outer)
        end})
        error(outer)
    end, function(e)
        same(e, outer)
        pause(3)
        return e
    end)
    same(ok, false)
    same(e, outer)
    pause(7)
    same(e, outer)
end

case("test_tasklet_pickle_with_exc", function()
    same(run_copies(nested_handlers), "1 2 3 4 5 6 7 end")
end) -- expect: test_tasklet_pickle_with_exc ok

case("test_generator_pickle_with_exc", function()
    same(run_copies(function(pause)
        local co = coroutine.create(nested_handlers)
        repeat
            local ok, point = coroutine.resume(co, coroutine.yield)
            if not ok then error(point, 0) end
            pause(point)
        until coroutine.status(co) == "dead"
    end), "1 2 3 4 5 6 7 nil end")
    same(run_copies(function(pause)
        coroutine.wrap(nested_handlers)(pause)
    end), "1 2 3 4 5 6 7 end")
end) -- expect: test_generator_pickle_with_exc ok

-- The frames of a loaded one are there.
case("testTracebackFrameLinkage", function()
    local t = tasklet(function()
        local function fails_later()
            tasklet.schedule_remove()
            error("oops", 0)
        end
        fails_later()
    end)()
    tasklet.run()
    local copy = tasklet.load(tasklet.dump(t))
    fails("oops", copy.run, copy)
    same(copy.error, "oops")
    same(copy.traceback:match("fails_later"), "fails_later")
    t:kill()
end) -- expect: testTracebackFrameLinkage ok

local function loop(n) for _ = 1, n do end end
local function states(t)
    return ("%s %s %s"):format(t.alive and "alive" or "-", t.paused and "paused" or "-",
        t.scheduled and "scheduled" or "-")
end

case("test_aliveness2", function()
    local t = tasklet(loop)(30)
    local copy = tasklet.load(tasklet.dump(t))
    same(states(t), "alive - scheduled")
    same(states(copy), "alive paused -")
    copy:insert()
    tasklet.run()
    same(states(t), "- - -")
    same(states(copy), "- - -")
end) -- expect: test_aliveness2 ok

case("test_aliveness3", function()
    local t = tasklet(loop)(30)
    same(tasklet.run{budget = 10}, t)
    local copy = tasklet.load(tasklet.dump(t))
    for _, one in ipairs{t, copy} do
        same(states(one), "alive paused -")
        same(one.recursion_depth, 1)
        one:insert()
        same(tasklet.run{budget = 10}, one)
        one:insert()
        same(tasklet.run(), nil)
        same(states(one), "- - -")
    end
end) -- expect: test_aliveness3 ok

-- test_watchdog: one that was interrupted goes on by run(), by t:run() or in slices.
case("test_pickle", function()
    local count = {0}
    local t = tasklet(function()
        while count[1] < 60 do count[1] = count[1] + 1 end
    end)()
    same(tasklet.run{budget = 20}, t)
    local bytes = tasklet.dump{t, count}
    t:kill()
    for _, go_on in ipairs{
        function(copy) copy:insert() tasklet.run() end,
        function(copy) copy:run() end,
        function(copy)
            repeat copy:insert() until not tasklet.run{budget = 10}
        end,
    } do
        local copy, its_count = table.unpack(tasklet.load(bytes))
        same(its_count[1] < 60, true)
        go_on(copy)
        same(its_count[1], 60)
        same(copy.alive, false)
    end
end) -- expect: test_pickle ok

-- TestCoroutinePickling: one that has not started, one that is suspended, one that has ended.
case("test_coroutine_pickling", function()
    for started = 0, 3 do
        local co = coroutine.create(function(...)
            local v = coroutine.yield("first", ...)
            return "last", v
        end)
        for i = 1, math.min(started, 2) do coroutine.resume(co, i) end
        local copy = tasklet.load(tasklet.dump(co))
        for _, one in ipairs{co, copy} do
            local got = {}
            while coroutine.status(one) == "suspended" do
                local values = table.pack(coroutine.resume(one, #got + started + 1))
                got[#got + 1] = table.concat(values, " ", 2)
            end
            same(table.concat(got, " "), ({"first 1 last 2", "last 2", "", ""})[started + 1])
        end
    end
end) -- expect: test_coroutine_pickling ok

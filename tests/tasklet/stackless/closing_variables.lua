-- Stackless, test_miscell.TestContextManager, TestTaskletFinalizer: to-be-closed variables.
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
local function closer(f) return setmetatable({}, {__close = f}) end

case("nestingLevel", function()
    local levels = {}
    local function note() levels[#levels + 1] = tasklet.current().nesting_level end
    note()
    do
        local _ <close> = closer(note)
        note()
    end
    tasklet(function()
        local _ <close> = closer(note)
        note()
    end)()
    tasklet.run()
    same(table.concat(levels, " "), "0 0 0 0 0")
end) -- expect: nestingLevel ok

case("tasklet_switch_in_exitfunc_after_return", function()
    local log = {}
    local function f()
        local _ <close> = closer(function()
            log[#log + 1] = "closing"
            tasklet.schedule()
            log[#log + 1] = "closed"
        end)
        return "returned"
    end
    local t = tasklet(function()
        local got = f()
        log[#log + 1] = got
    end)()
    tasklet.schedule()
    same(table.concat(log, " "), "closing")
    same(t.restorable, true)
    tasklet.run()
    same(table.concat(log, " "), "closing closed returned")
end) -- expect: tasklet_switch_in_exitfunc_after_return ok

case("tasklet_switch_in_exitfunc_after_error", function()
    local log = {}
    local t = tasklet(function()
        local _ <close> = closer(function(_, e)
            tasklet.schedule()
            log[#log + 1] = "closed with " .. e
        end)
        error("oops", 0)
    end)()
    tasklet.schedule()
    same(#log, 0)
    fails("oops", tasklet.run)
    same(log[1], "closed with oops")
    same(t.alive, false)
end) -- expect: tasklet_switch_in_exitfunc_after_error ok

-- differs: one that catches what would end it lives on; each collection tries again.
case("test_zombie", function()
    local refusals, allowed, weak = 0, 2, setmetatable({}, {__mode = "k"})
    local function refuse()
        local ch = channel.new()
        while refusals < allowed do
            local _ <close> = closer(function() end)
            if select(2, pcall(ch.receive, ch)) == tasklet.exit then refusals = refusals + 1 end
        end
    end
    weak[tasklet(refuse)()] = true
    tasklet.schedule()
    same(#tasklet.all(), 2)
    for i = 1, allowed do
        collectgarbage()
        tasklet.run()
        same(refusals, i)
    end
    collectgarbage()
    same(next(weak), nil)
end) -- expect: test_zombie ok

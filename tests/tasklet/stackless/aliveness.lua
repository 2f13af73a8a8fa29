-- Stackless, test_miscell.TestWatchdog: what can be seen of a tasklet from new to dead.
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
local function states(t)
    return ("%s %s %s, depth %d"):format(t.alive and "alive" or "-", t.paused and "paused" or "-",
        t.scheduled and "scheduled" or "-", t.recursion_depth)
end
local function loop(n) for _ = 1, n do end end

case("test_aliveness1", function()
    local t = tasklet.new(loop)
    same(states(t), "- - -, depth 0")
    t:setup(30)
    same(states(t), "alive - scheduled, depth 0")
    same(tasklet.run{budget = 10}, t)
    same(states(t), "alive paused -, depth 1")
    same(t.restorable, true)
    t:insert()
    same(states(t), "alive - scheduled, depth 1")
    same(tasklet.run(), nil)
    same(states(t), "- - -, depth 0")
    fails("dead", t.insert, t)
end) -- expect: test_aliveness1 ok

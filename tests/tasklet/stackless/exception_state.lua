-- Stackless, test_exception, test_tstate: an error that is being handled belongs to its tasklet.
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

-- differs: there is no class with a code; tasklet.exit is one value that says its name.
case("testTaskletExitCode", function()
    same(tostring(tasklet.exit), "tasklet.exit")
    same(tasklet.exit.code, nil)
    fails("tasklet.exit", error, tasklet.exit)
end) -- expect: testTaskletExitCode ok

case("testExceptionState", function()
    local log = {}
    local function handle(name)
        local ok, e = pcall(error, {name})
        tasklet.schedule()
        log[#log + 1] = e[1]
        local ok2, e2 = pcall(function()
            local _ <close> = setmetatable({}, {__close = function(_, e)
                -- while the error is on its way
                tasklet.schedule()
                log[#log + 1] = e[1]
            end})
            error{name .. "'s second"}
        end)
        tasklet.schedule()
        log[#log + 1] = e2[1]
        same(e[1], name)
    end
    local a, b = tasklet(handle)("a"), tasklet(handle)("b")
    tasklet.run()
    same(a.error or b.error, nil)
    same(table.concat(log, " "), "a b a's second b's second a's second b's second")
end) -- expect: testExceptionState ok

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

-- In torture mode the job is saved and loaded at each of them.
case("test_tasklet_pickle_with_exc", function()
    local log = {}
    local function pause(point)
        log[#log + 1] = point
        tasklet.schedule_remove()
    end
    local one, two = tasklet(nested_handlers)(pause), tasklet(nested_handlers)(pause)
    tasklet.run()
    for _ = 1, 7 do
        one:run()
        two:run()
    end
    same(one.error or two.error, nil)
    same(one.alive or two.alive, false)
    same(table.concat(log), "11223344556677")
end) -- expect: test_tasklet_pickle_with_exc ok

-- The same inside a coroutine (Stackless: a generator), which pauses its tasklet or itself.
case("test_generator_pickle_with_exc", function()
    for _, pause in ipairs{coroutine.yield, tasklet.schedule} do
        local t = tasklet(function()
            local co, turns = coroutine.create(nested_handlers), 0
            local ok, e = pcall(error, "handled outside")
            repeat
                local worked, message = coroutine.resume(co, pause)
                turns = turns + 1
                if not worked then error(message, 0) end
                tasklet.schedule()
                same(e, "handled outside")
            until coroutine.status(co) == "dead"
            same(turns, pause == coroutine.yield and 8 or 1)
        end)()
        local other = tasklet(nested_handlers)(tasklet.schedule)
        tasklet.run()
        same(t.error or other.error, nil)
    end
end) -- expect: test_generator_pickle_with_exc ok

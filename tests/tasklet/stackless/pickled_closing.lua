-- Stackless, test_pickle.testCtx_…: dumped in a block with a to-be-closed variable, and around it.
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

-- A pause `depth` calls deep.
local function deep(pause, depth, v)
    if depth > 0 then return (deep(pause, depth - 1, v)) end
    pause(v)
end

-- enter(), body(), and exit(error) at the end; is_caught: the error goes no further.
local function block(is_caught, enter, body, exit)
    local function run()
        local _ <close> = setmetatable({}, {__close = function(_, e) exit(e) end}), enter()
        body()
    end
    if is_caught then pcall(run) else run() end
end

local function try(where, depth, fails, is_caught)
    return run_copies(function(pause)
        local function at(place)
            return function(e)
                if place == where then deep(pause, depth, place .. (e and " " .. e or "")) end
                if place == fails then error("oops", 0) end
            end
        end
        local ok, e = pcall(block, is_caught, at "enter", at "body", at "exit")
        pause(ok or e)
    end)
end

local n = {}
local function ctx(where, expected, ...)
    n[where] = (n[where] or -1) + 1
    local arguments = table.pack(...)
    case("testCtx_" .. where .. "_" .. n[where], function()
        same(try(where, table.unpack(arguments, 1, arguments.n)), expected)
    end)
end
ctx("enter", "enter true end", 0) -- expect: testCtx_enter_0 ok
ctx("enter", "enter true end", 1) -- expect: testCtx_enter_1 ok
ctx("enter", "enter true end", 2) -- expect: testCtx_enter_2 ok
ctx("enter", "enter oops end", 1, "enter") -- expect: testCtx_enter_3 ok
ctx("body", "body true end", 0) -- expect: testCtx_body_0 ok
ctx("body", "body oops end", 0, "body") -- expect: testCtx_body_1 ok
ctx("body", "body true end", 0, "body", true) -- expect: testCtx_body_2 ok
ctx("body", "body true end", 1) -- expect: testCtx_body_3 ok
ctx("body", "body oops end", 1, "body") -- expect: testCtx_body_4 ok
ctx("body", "body true end", 1, "body", true) -- expect: testCtx_body_5 ok
ctx("body", "body oops end", 2, "exit") -- expect: testCtx_body_6 ok
ctx("body", "body true end", 2, "exit", true) -- expect: testCtx_body_7 ok
ctx("exit", "exit true end", 0) -- expect: testCtx_exit_0 ok
ctx("exit", "exit true end", 2) -- expect: testCtx_exit_1 ok
ctx("exit", "exit oops oops end", 0, "body") -- expect: testCtx_exit_2 ok
ctx("exit", "exit oops oops end", 2, "body") -- expect: testCtx_exit_3 ok
ctx("exit", "exit oops true end", 1, "body", true) -- expect: testCtx_exit_4 ok

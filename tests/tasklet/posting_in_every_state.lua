-- An error posted into a tasklet, in every state that a tasklet can be in.
--
-- A cell says what happens, in order, when main posts, and when another tasklet does. "told E":
-- the target hears of the error E where it stands, and dies of it. "posted": the call that posts
-- has returned; "refused": it failed with a text of its own. "E!": the error is raised in main,
-- where it posts or runs the others. "other": one that was in the ring before. Behind the
-- semicolon: what the target's `error` is at the end.
local tasklet, channel = require "tasklet", require "channel"
local ch, log

local function note(what) log[#log + 1] = what end
local function name(e) return e == tasklet.exit and "exit" or tostring(e) end

local function try(what, f, ...)
    local ok, e = pcall(f, ...)
    local is_refused = not ok and name(e):find("cannot throw to a dead tasklet", 1, true)
    if not ok then note(is_refused and "refused" or name(e) .. "!") elseif what then note(what) end
end

-- The body of every target: waits in its way, says what it is told, and dies of it.
local function target(wait)
    local ok, e = pcall(wait)
    note("told " .. (ok and "nothing" or name(e)))
    if not ok then error(e, 0) end
end

local function started(wait)
    local t = tasklet(target)(wait)
    tasklet.schedule()
    return t
end

local posts = {
    ["kill"] = function(t) t:kill() end,
    ["kill pending"] = function(t) t:kill(true) end,
    ["throw"] = function(t) t:throw("E") end,
    ["throw pending"] = function(t) t:throw("E", true) end,
    ["raise"] = function(t) t:raise("E") end,
    ["throw exit"] = function(t) t:throw(tasklet.exit) end,
    ["throw exit pending"] = function(t) t:throw(tasklet.exit, true) end,
    ["raise exit"] = function(t) t:raise(tasklet.exit) end,
}

-- The target comes into its state by make(); without that it is the current one.
local function prepare(make, post)
    ch, log = channel.new(), {}
    local t = make and make() or tasklet(target)(function() post(tasklet.current()) end)
    log = {}
    return t
end

local function finish(t)
    for _ = 1, 2 do try(nil, tasklet.run) end
    if t.alive or ch.balance ~= 0 or ch.queue then note("and lives") end
    if #tasklet.all() ~= 1 or tasklet.count() ~= 1 then note("left something") end
    return table.concat(log, ", ") .. "; " .. name(t.error)
end

local function post_by_main(make, post)
    local t = prepare(make, post)
    tasklet(note)("other")
    if make then try("posted", post, t) end
    return finish(t)
end

local function post_by_tasklet(make, post)
    local t = prepare(make, post)
    local poster = make and tasklet(try)("posted", post, t) or t
    tasklet(note)("other")
    try(nil, poster.run, poster)
    return finish(t)
end

local function state(name, make, expected)
    local cells = 0
    for what, post in pairs(posts) do
        for i, happens in ipairs{post_by_main, post_by_tasklet} do
            local got = happens(make, post)
            cells = cells + 1
            if got ~= expected[what][i] then
                print(name, what, "got: " .. got, "expected: " .. expected[what][i])
            end
        end
    end
    print(name .. ": " .. cells)
end

state("never bound", function() return tasklet.new() end, {
    kill = {"posted, other; nil", "posted, other; nil"},
    ["kill pending"] = {"posted, other; nil", "posted, other; nil"},
    throw = {"refused, other; nil", "refused, other; nil"},
    ["throw pending"] = {"refused, other; nil", "refused, other; nil"},
    raise = {"refused, other; nil", "refused, other; nil"},
    ["throw exit"] = {"posted, other; nil", "posted, other; nil"},
    ["throw exit pending"] = {"posted, other; nil", "posted, other; nil"},
    ["raise exit"] = {"posted, other; nil", "posted, other; nil"},
}) -- expect: never bound: 16

state("bound", function() return tasklet.new(target) end, {
    kill = {"posted, other; nil", "posted, other; nil"},
    ["kill pending"] = {"posted, other; nil", "posted, other; nil"},
    throw = {"refused, other; nil", "refused, other; nil"},
    ["throw pending"] = {"refused, other; nil", "refused, other; nil"},
    raise = {"refused, other; nil", "refused, other; nil"},
    ["throw exit"] = {"posted, other; nil", "posted, other; nil"},
    ["throw exit pending"] = {"posted, other; nil", "posted, other; nil"},
    ["raise exit"] = {"posted, other; nil", "posted, other; nil"},
}) -- expect: bound: 16

state("new", function() return tasklet(target)(tasklet.schedule) end, {
    kill = {"posted, other; exit", "posted, other; exit"},
    ["kill pending"] = {"posted, other; exit", "posted, other; exit"},
    throw = {"E!, other; E", "E!, posted, other; E"},
    ["throw pending"] = {"posted, E!, other; E", "posted, other, E!; E"},
    raise = {"E!, other; E", "E!, posted, other; E"},
    ["throw exit"] = {"posted, other; exit", "posted, other; exit"},
    ["throw exit pending"] = {"posted, other; exit", "posted, other; exit"},
    ["raise exit"] = {"posted, other; exit", "posted, other; exit"},
}) -- expect: new: 16

state("new and paused", function()
    return tasklet.new():bind(target, tasklet.schedule)
end, {
    kill = {"posted, other; exit", "posted, other; exit"},
    ["kill pending"] = {"posted, other; exit", "posted, other; exit"},
    throw = {"E!, other; E", "E!, posted, other; E"},
    ["throw pending"] = {"posted, other, E!; E", "posted, other, E!; E"},
    raise = {"E!, other; E", "E!, posted, other; E"},
    ["throw exit"] = {"posted, other; exit", "posted, other; exit"},
    ["throw exit pending"] = {"posted, other; exit", "posted, other; exit"},
    ["raise exit"] = {"posted, other; exit", "posted, other; exit"},
}) -- expect: new and paused: 16

state("paused", function() return started(tasklet.schedule_remove) end, {
    kill = {"told exit, posted, other; exit", "told exit, posted, other; exit"},
    ["kill pending"] = {"posted, other, told exit; exit", "posted, other, told exit; exit"},
    throw = {"told E, E!, other; E", "told E, E!, posted, other; E"},
    ["throw pending"] = {"posted, other, told E, E!; E", "posted, other, told E, E!; E"},
    raise = {"told E, E!, other; E", "told E, E!, posted, other; E"},
    ["throw exit"] = {"told exit, posted, other; exit", "told exit, posted, other; exit"},
    ["throw exit pending"] = {"posted, other, told exit; exit", "posted, other, told exit; exit"},
    ["raise exit"] = {"told exit, posted, other; exit", "told exit, posted, other; exit"},
}) -- expect: paused: 16

state("scheduled", function() return started(tasklet.schedule) end, {
    kill = {"told exit, posted, other; exit", "told exit, posted, other; exit"},
    ["kill pending"] = {"posted, told exit, other; exit", "posted, other, told exit; exit"},
    throw = {"told E, E!, other; E", "told E, E!, posted, other; E"},
    ["throw pending"] = {"posted, told E, E!, other; E", "posted, other, told E, E!; E"},
    raise = {"told E, E!, other; E", "told E, E!, posted, other; E"},
    ["throw exit"] = {"told exit, posted, other; exit", "told exit, posted, other; exit"},
    ["throw exit pending"] = {"posted, told exit, other; exit", "posted, other, told exit; exit"},
    ["raise exit"] = {"told exit, posted, other; exit", "told exit, posted, other; exit"},
}) -- expect: scheduled: 16

state("blocked on send", function() return started(function() ch:send(1) end) end, {
    kill = {"told exit, posted, other; exit", "told exit, posted, other; exit"},
    ["kill pending"] = {"posted, other, told exit; exit", "posted, other, told exit; exit"},
    throw = {"told E, E!, other; E", "told E, E!, posted, other; E"},
    ["throw pending"] = {"posted, other, told E, E!; E", "posted, other, told E, E!; E"},
    raise = {"told E, E!, other; E", "told E, E!, posted, other; E"},
    ["throw exit"] = {"told exit, posted, other; exit", "told exit, posted, other; exit"},
    ["throw exit pending"] = {"posted, other, told exit; exit", "posted, other, told exit; exit"},
    ["raise exit"] = {"told exit, posted, other; exit", "told exit, posted, other; exit"},
}) -- expect: blocked on send: 16

state("blocked on receive", function() return started(function() ch:receive() end) end, {
    kill = {"told exit, posted, other; exit", "told exit, posted, other; exit"},
    ["kill pending"] = {"posted, other, told exit; exit", "posted, other, told exit; exit"},
    throw = {"told E, E!, other; E", "told E, E!, posted, other; E"},
    ["throw pending"] = {"posted, other, told E, E!; E", "posted, other, told E, E!; E"},
    raise = {"told E, E!, other; E", "told E, E!, posted, other; E"},
    ["throw exit"] = {"told exit, posted, other; exit", "told exit, posted, other; exit"},
    ["throw exit pending"] = {"posted, other, told exit; exit", "posted, other, told exit; exit"},
    ["raise exit"] = {"told exit, posted, other; exit", "told exit, posted, other; exit"},
}) -- expect: blocked on receive: 16

state("with a timeout", function() return started(function() ch:receive(1e6) end) end, {
    kill = {"told exit, posted, other; exit", "told exit, posted, other; exit"},
    ["kill pending"] = {"posted, other, told exit; exit", "posted, other, told exit; exit"},
    throw = {"told E, E!, other; E", "told E, E!, posted, other; E"},
    ["throw pending"] = {"posted, other, told E, E!; E", "posted, other, told E, E!; E"},
    raise = {"told E, E!, other; E", "told E, E!, posted, other; E"},
    ["throw exit"] = {"told exit, posted, other; exit", "told exit, posted, other; exit"},
    ["throw exit pending"] = {"posted, other, told exit; exit", "posted, other, told exit; exit"},
    ["raise exit"] = {"told exit, posted, other; exit", "told exit, posted, other; exit"},
}) -- expect: with a timeout: 16

state("in a loop", function() return started(function() for _ in ch do end end) end, {
    kill = {"told exit, posted, other; exit", "told exit, posted, other; exit"},
    ["kill pending"] = {"posted, other, told exit; exit", "posted, other, told exit; exit"},
    throw = {"told E, E!, other; E", "told E, E!, posted, other; E"},
    ["throw pending"] = {"posted, other, told E, E!; E", "posted, other, told E, E!; E"},
    raise = {"told E, E!, other; E", "told E, E!, posted, other; E"},
    ["throw exit"] = {"told exit, posted, other; exit", "told exit, posted, other; exit"},
    ["throw exit pending"] = {"posted, other, told exit; exit", "posted, other, told exit; exit"},
    ["raise exit"] = {"told exit, posted, other; exit", "told exit, posted, other; exit"},
}) -- expect: in a loop: 16

state("in select", function()
    return started(function() channel.select{ch, {ch, "send", 1}} end)
end, {
    kill = {"told exit, posted, other; exit", "told exit, posted, other; exit"},
    ["kill pending"] = {"posted, other, told exit; exit", "posted, other, told exit; exit"},
    throw = {"told E, E!, other; E", "told E, E!, posted, other; E"},
    ["throw pending"] = {"posted, other, told E, E!; E", "posted, other, told E, E!; E"},
    raise = {"told E, E!, other; E", "told E, E!, posted, other; E"},
    ["throw exit"] = {"told exit, posted, other; exit", "told exit, posted, other; exit"},
    ["throw exit pending"] = {"posted, other, told exit; exit", "posted, other, told exit; exit"},
    ["raise exit"] = {"told exit, posted, other; exit", "told exit, posted, other; exit"},
}) -- expect: in select: 16

state("asleep", function() return started(function() tasklet.sleep(1e6) end) end, {
    kill = {"told exit, posted, other; exit", "told exit, posted, other; exit"},
    ["kill pending"] = {"posted, other, told exit; exit", "posted, other, told exit; exit"},
    throw = {"told E, E!, other; E", "told E, E!, posted, other; E"},
    ["throw pending"] = {"posted, other, told E, E!; E", "posted, other, told E, E!; E"},
    raise = {"told E, E!, other; E", "told E, E!, posted, other; E"},
    ["throw exit"] = {"told exit, posted, other; exit", "told exit, posted, other; exit"},
    ["throw exit pending"] = {"posted, other, told exit; exit", "posted, other, told exit; exit"},
    ["raise exit"] = {"told exit, posted, other; exit", "told exit, posted, other; exit"},
}) -- expect: asleep: 16

state("inside run", function() return started(tasklet.run) end, {
    kill = {"told exit, posted, other; exit", "told exit, posted, other; exit"},
    ["kill pending"] = {"posted, other, told exit; exit", "posted, other, told exit; exit"},
    throw = {"told E, E!, other; E", "told E, E!, posted, other; E"},
    ["throw pending"] = {"posted, other, told E, E!; E", "posted, other, told E, E!; E"},
    raise = {"told E, E!, other; E", "told E, E!, posted, other; E"},
    ["throw exit"] = {"told exit, posted, other; exit", "told exit, posted, other; exit"},
    ["throw exit pending"] = {"posted, other, told exit; exit", "posted, other, told exit; exit"},
    ["raise exit"] = {"told exit, posted, other; exit", "told exit, posted, other; exit"},
}) -- expect: inside run: 16

state("in join", function() return started(function() tasklet.main():join() end) end, {
    kill = {"told exit, posted, other; exit", "told exit, posted, other; exit"},
    ["kill pending"] = {"posted, other, told exit; exit", "posted, other, told exit; exit"},
    throw = {"told E, E!, other; E", "told E, E!, posted, other; E"},
    ["throw pending"] = {"posted, other, told E, E!; E", "posted, other, told E, E!; E"},
    raise = {"told E, E!, other; E", "told E, E!, posted, other; E"},
    ["throw exit"] = {"told exit, posted, other; exit", "told exit, posted, other; exit"},
    ["throw exit pending"] = {"posted, other, told exit; exit", "posted, other, told exit; exit"},
    ["raise exit"] = {"told exit, posted, other; exit", "told exit, posted, other; exit"},
}) -- expect: in join: 16

state("waiting for a mutex", function()
    local mutex = tasklet.mutex()
    mutex:lock()
    return started(function() mutex:lock() end)
end, {
    kill = {"told exit, posted, other; exit", "told exit, posted, other; exit"},
    ["kill pending"] = {"posted, other, told exit; exit", "posted, other, told exit; exit"},
    throw = {"told E, E!, other; E", "told E, E!, posted, other; E"},
    ["throw pending"] = {"posted, other, told E, E!; E", "posted, other, told E, E!; E"},
    raise = {"told E, E!, other; E", "told E, E!, posted, other; E"},
    ["throw exit"] = {"told exit, posted, other; exit", "told exit, posted, other; exit"},
    ["throw exit pending"] = {"posted, other, told exit; exit", "posted, other, told exit; exit"},
    ["raise exit"] = {"told exit, posted, other; exit", "told exit, posted, other; exit"},
}) -- expect: waiting for a mutex: 16

state("in a coroutine", function()
    return started(coroutine.wrap(function() ch:receive() end))
end, {
    kill = {"told exit, posted, other; exit", "told exit, posted, other; exit"},
    ["kill pending"] = {"posted, other, told exit; exit", "posted, other, told exit; exit"},
    throw = {"told E, E!, other; E", "told E, E!, posted, other; E"},
    ["throw pending"] = {"posted, other, told E, E!; E", "posted, other, told E, E!; E"},
    raise = {"told E, E!, other; E", "told E, E!, posted, other; E"},
    ["throw exit"] = {"told exit, posted, other; exit", "told exit, posted, other; exit"},
    ["throw exit pending"] = {"posted, other, told exit; exit", "posted, other, told exit; exit"},
    ["raise exit"] = {"told exit, posted, other; exit", "told exit, posted, other; exit"},
}) -- expect: in a coroutine: 16

state("interrupted", function()
    local t = tasklet(target)(function() while true do end end)
    return tasklet.run{budget = 10} == t and t
end, {
    kill = {"told exit, posted, other; exit", "told exit, posted, other; exit"},
    ["kill pending"] = {"posted, other, told exit; exit", "posted, other, told exit; exit"},
    throw = {"told E, E!, other; E", "told E, E!, posted, other; E"},
    ["throw pending"] = {"posted, other, told E, E!; E", "posted, other, told E, E!; E"},
    raise = {"told E, E!, other; E", "told E, E!, posted, other; E"},
    ["throw exit"] = {"told exit, posted, other; exit", "told exit, posted, other; exit"},
    ["throw exit pending"] = {"posted, other, told exit; exit", "posted, other, told exit; exit"},
    ["raise exit"] = {"told exit, posted, other; exit", "told exit, posted, other; exit"},
}) -- expect: interrupted: 16

state("posted to before", function()
    local t = started(function() ch:receive() end)
    t:throw("an earlier one", true)
    return t
end, {
    kill = {"told exit, posted, other; exit", "told exit, posted, other; exit"},
    ["kill pending"] = {"posted, told exit, other; exit", "posted, other, told exit; exit"},
    throw = {"told E, E!, other; E", "told E, E!, posted, other; E"},
    ["throw pending"] = {"posted, told E, E!, other; E", "posted, other, told E, E!; E"},
    raise = {"told E, E!, other; E", "told E, E!, posted, other; E"},
    ["throw exit"] = {"told exit, posted, other; exit", "told exit, posted, other; exit"},
    ["throw exit pending"] = {"posted, told exit, other; exit", "posted, other, told exit; exit"},
    ["raise exit"] = {"told exit, posted, other; exit", "told exit, posted, other; exit"},
}) -- expect: posted to before: 16

state("handling an error", function()
    return started(function()
        local _ <close> = setmetatable({}, {__close = function() tasklet.schedule_remove() end})
        error "its own"
    end)
end, {
    kill = {"told exit, posted, other; exit", "told exit, posted, other; exit"},
    ["kill pending"] = {"posted, other, told exit; exit", "posted, other, told exit; exit"},
    throw = {"told E, E!, other; E", "told E, E!, posted, other; E"},
    ["throw pending"] = {"posted, other, told E, E!; E", "posted, other, told E, E!; E"},
    raise = {"told E, E!, other; E", "told E, E!, posted, other; E"},
    ["throw exit"] = {"told exit, posted, other; exit", "told exit, posted, other; exit"},
    ["throw exit pending"] = {"posted, other, told exit; exit", "posted, other, told exit; exit"},
    ["raise exit"] = {"told exit, posted, other; exit", "told exit, posted, other; exit"},
}) -- expect: handling an error: 16

state("dead", function() return started(function() end) end, {
    kill = {"posted, other; nil", "posted, other; nil"},
    ["kill pending"] = {"posted, other; nil", "posted, other; nil"},
    throw = {"refused, other; nil", "refused, other; nil"},
    ["throw pending"] = {"refused, other; nil", "refused, other; nil"},
    raise = {"refused, other; nil", "refused, other; nil"},
    ["throw exit"] = {"posted, other; nil", "posted, other; nil"},
    ["throw exit pending"] = {"posted, other; nil", "posted, other; nil"},
    ["raise exit"] = {"posted, other; nil", "posted, other; nil"},
}) -- expect: dead: 16

state("current", nil, {
    kill = {"told exit, other; exit", "told exit, other; exit"},
    ["kill pending"] = {"told exit, other; exit", "told exit, other; exit"},
    throw = {"told E, E!, other; E", "told E, E!, other; E"},
    ["throw pending"] = {"told E, E!, other; E", "told E, E!, other; E"},
    raise = {"told E, E!, other; E", "told E, E!, other; E"},
    ["throw exit"] = {"told exit, other; exit", "told exit, other; exit"},
    ["throw exit pending"] = {"told exit, other; exit", "told exit, other; exit"},
    ["raise exit"] = {"told exit, other; exit", "told exit, other; exit"},
}) -- expect: current: 16

-- main itself, wherever it waits, is told like any other; it is not ended silently.
local waits = {
    {"run", tasklet.run}, {"schedule", tasklet.schedule},
    {"schedule_remove", tasklet.schedule_remove},
    {"send", function() ch:send(1) end}, {"receive", function() ch:receive() end},
    {"select", function() channel.select{ch} end}, {"sleep", function() tasklet.sleep(1e6) end},
}
local expected = {
    ["kill"] = "told exit, posted",
    ["kill pending"] = "posted, told exit",
    ["throw"] = "told E, posted",
    ["throw pending"] = "posted, told E",
    ["raise"] = "told E, posted",
    ["throw exit"] = "told exit, posted",
    ["throw exit pending"] = "posted, told exit",
    ["raise exit"] = "told exit, posted",
}
for _, row in ipairs(waits) do
    local cells = 0
    for what, post in pairs(posts) do
        ch, log = channel.new(), {}
        tasklet(try)("posted", post, tasklet.main())
        note("told " .. name(select(2, pcall(row[2]))))
        tasklet.run()
        local got = table.concat(log, ", ")
        cells = cells + 1
        if got ~= expected[what] or ch.balance ~= 0 or #tasklet.all() ~= 1 then
            print("main in " .. row[1], what, "got: " .. got, "expected: " .. expected[what])
        end
    end
    print("main in " .. row[1] .. ": " .. cells)
end
-- expect: main in run: 8
-- expect: main in schedule: 8
-- expect: main in schedule_remove: 8
-- expect: main in send: 8
-- expect: main in receive: 8
-- expect: main in select: 8
-- expect: main in sleep: 8

-- A round of tasks that yield, wait for each other and end at different times.
local tasks, log = {}, {}
local function spawn(name, f) tasks[#tasks + 1] = {name = name, co = coroutine.create(f)} end
local mailbox = {}
local function send(v) mailbox[#mailbox + 1] = v end
local function receive()
    while #mailbox == 0 do coroutine.yield() end
    return table.remove(mailbox, 1)
end
spawn("count", function() for i = 1, 3 do log[#log + 1] = "c" .. i coroutine.yield() end end)
spawn("reader", function()
    for _ = 1, 2 do log[#log + 1] = "got " .. receive() end
    spawn("late", function() log[#log + 1] = "late" end)
end)
spawn("writer", function() send("x") coroutine.yield() coroutine.yield() send("y") end)
spawn("bad", function() coroutine.yield() error("failed", 0) end)
while #tasks > 0 do
    for i = #tasks, 1, -1 do
        local task = tasks[i]
        local ok, e = coroutine.resume(task.co)
        if not ok then log[#log + 1] = task.name .. " " .. e end
        if coroutine.status(task.co) == "dead" then table.remove(tasks, i) end
    end
end
print(table.concat(log, ", ")) -- expect: got x, got y, bad failed, c2, c3, late

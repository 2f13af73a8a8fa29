-- Whatever a schedule callback does, the switch happens as if it had done nothing.
local tasklet, channel = require "tasklet", require "channel"
local ch = channel.new()
local seen = {}
local function try(f, ...)
    local ok, message = pcall(f, ...)
    seen[ok and "worked" or message:match("[^ :][^:]*$")] = true
end
local function callback(prev, next)
    try(tasklet.schedule)
    try(ch.send, ch, 1)
    try(tasklet.sleep, 1)
    try(prev.kill, prev)
    try(next.run, next)
    for i = 1, 300 do end
    local t = setmetatable({}, {__index = function(_, k) return k end})
    assert(t.x == "x" and tasklet.current() == next)
    coroutine.yield("out of the callback")
end
local order = {}
local function work(name)
    return function()
        for i = 1, 3 do
            order[#order + 1] = name .. i
            tasklet.schedule()
        end
    end
end
tasklet(work("a"))()
tasklet(work("b"))()
tasklet.set_schedule_callback(callback)
tasklet.run{budget = 100}
tasklet.set_schedule_callback(nil)
print(table.concat(order, " ")) -- expect: a1 b1 a2 b2 a3 b3
local list = {}
for text in pairs(seen) do list[#list + 1] = text end
print(table.concat(list, ";"))
-- expect: a schedule callback cannot change the tasklet that runs
-- Its tasklets and coroutines may be anything; insert() takes effect afterwards.
local extra = tasklet.new():bind(function() order[#order + 1] = "extra" end, 1)
tasklet.set_schedule_callback(function(prev, next)
    if extra.paused then extra:insert() end
    local co = coroutine.wrap(function() coroutine.yield(1) return 2 end)
    order[#order + 1] = co() + co()
end)
tasklet(work("c"))()
tasklet.schedule()
tasklet.set_schedule_callback(nil)
tasklet.run()
print(table.concat(order, " ", 7)) -- expect: 3 c1 3 extra c2 c3

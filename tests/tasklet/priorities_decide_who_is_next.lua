-- Of those that can run, the ones of the highest priority take turns.
local tasklet, channel = require "tasklet", require "channel"
local log = {}
local function start(name, priority, rounds)
    local t = tasklet(function()
        for i = 1, rounds do
            log[#log + 1] = name .. i
            tasklet.schedule()
        end
    end)
    t.priority = priority
    return t()
end
local function show()
    print(table.concat(log, " "))
    log = {}
end
start("low", -1, 2) start("a", 1, 3) start("mid", 0, 1) start("b", 1, 2)
tasklet.run()
show() -- expect: a1 b1 a2 b2 a3 mid1 low1 low2
-- It interrupts nobody, and main is as the others: it goes on when it is its turn.
start("high", 3, 2)
log[#log + 1] = "main"
tasklet.schedule()
log[#log + 1] = "main"
tasklet.run()
show() -- expect: main high1 high2 main
-- It can be changed at any time; who is named by the program runs at once.
local t = start("x", 0, 2)
local u = start("y", 0, 2)
u.priority = 2
t:run()
show() -- expect: x1 y1 y2
tasklet.run()
show() -- expect: x2
local ch = channel.new()
local w = tasklet(function() local v = ch:receive() log[#log + 1] = "w" .. v end)
w.priority = -3
w()
tasklet.run()
start("z", 3, 1)
ch:send(1)
tasklet.run()
show() -- expect: w1 z1
print(w.priority, t.priority, tasklet.main().priority) -- expect: -3	0	0
print(pcall(function() t.priority = 4 end))
-- expect: false	priorities_decide_who_is_next.lua:46: priority must be an integer from -3 to 3
-- Many of a low priority, and one that comes and goes.
for i = 1, 200 do start("n", -2, 1) end
local c = start("c", 2, 3)
tasklet.schedule()
print(log[1], #log) -- expect: c1	3
c = start("d", -1, 2)
tasklet.run()
print(log[4], log[5], #log) -- expect: d1	d2	205

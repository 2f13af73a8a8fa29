-- A budget that ran out where nothing interrupts counts again as soon as something may.
local tasklet = require "tasklet"
local n
local function loop(count) for _ = 1, count do n = n + 1 end end
local function try(begin, done)
    n = 0
    local t = tasklet(function()
        begin()
        done()
        loop(1000)
    end)()
    local victim = tasklet.run{budget = 100}
    t:kill()
    print(victim == t, n)
end
try(function() -- a switch trap
    tasklet.switch_trap(1)
    loop(300)
end, function() tasklet.switch_trap(-1) end) -- expect: true	300
try(function() -- an atomic section
    tasklet.current().atomic = true
    loop(300)
end, function() tasklet.current().atomic = false end) -- expect: true	300
-- The ticks of finalizers are given back.
try(function() setmetatable({}, {__gc = function() loop(300) end}) end, collectgarbage)
-- expect: true	393

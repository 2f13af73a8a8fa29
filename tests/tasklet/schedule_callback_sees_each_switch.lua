-- The schedule callback is told of each switch: who ran before, and who runs next.
local tasklet = require "tasklet"
local log = {}
local function name(t) return t and (t.is_main and "main" or t.name or "?") or "none" end
local function note(prev, next) log[#log + 1] = name(prev) .. ">" .. name(next) end
for i = 1, 2 do
    local t = tasklet(function() tasklet.schedule() end)
    t.name = "t" .. i
    t()
end
print(tasklet.get_schedule_callback(), tasklet.set_schedule_callback(note)) -- expect: nil	nil
tasklet.run()
print(table.concat(log, " ")) -- expect: main>t1 t1>t2 t2>t1 t1>t2 t2>main
print(tasklet.get_schedule_callback() == note) -- expect: true
log = {}
tasklet.schedule() -- nobody else runs: no switch
print(#log) -- expect: 0
local other = 0
print(tasklet.set_schedule_callback(function() other = other + 1 end) == note) -- expect: true
tasklet(function() while true do end end)()
local victim = tasklet.run{budget = 200}
print(#log, other) -- expect: 0	2
print(type(tasklet.set_schedule_callback(nil))) -- expect: function
tasklet.schedule()
victim:kill()
print(other, tasklet.get_schedule_callback()) -- expect: 2	nil
print(pcall(tasklet.set_schedule_callback, 7))
-- expect: false	bad argument #1 to 'tasklet.set_schedule_callback' (function expected, got number)

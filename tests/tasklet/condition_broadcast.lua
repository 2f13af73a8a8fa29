-- broadcast wakes all that wait now; they go on one after the other
local tasklet = require "tasklet"
local m, inside, most, woken = tasklet.mutex(), 0, 0, 0
local go = tasklet.condition(m)

for _ = 1, 4 do
  tasklet(function()
    local _ <close> = m:hold()
    go:wait()
    inside = inside + 1
    most = math.max(most, inside)
    tasklet.schedule()
    inside, woken = inside - 1, woken + 1
  end)()
end
tasklet.schedule()
m:lock()
go:broadcast()
print(go, woken) -- expect: condition (0 wait)	0
m:unlock()
tasklet.run()
print(woken, most, m) -- expect: 4	1	mutex (free)

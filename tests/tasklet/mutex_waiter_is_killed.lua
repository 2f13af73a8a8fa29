-- a killed waiter leaves the queue; if it had the lock handed over, the next one gets it
local tasklet = require "tasklet"
local log, m, waiters = {}, tasklet.mutex(), {}

m:lock()
for i = 1, 4 do
  waiters[i] = tasklet(function()
    local _ <close> = m:hold()
    log[#log + 1] = i
  end)()
end
tasklet.schedule()
waiters[2]:kill()
m:unlock()
print(m, waiters[1].alive) -- expect: mutex (held by tasklet 2)	true
waiters[1]:kill()
print(m) -- expect: mutex (held by tasklet 4)
tasklet.run()
print(table.concat(log, " "), m) -- expect: 3 4	mutex (free)
print(waiters[1].error, waiters[2].error) -- expect: tasklet.exit	tasklet.exit

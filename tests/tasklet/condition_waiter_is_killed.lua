-- a killed waiter passes on its signal, and holds the mutex while it is closed
local tasklet = require "tasklet"
local m, log, waiters = tasklet.mutex(), {}, {}
local c = tasklet.condition(m)

for i = 1, 3 do
  waiters[i] = tasklet(function()
    local _ <close> = m:hold()
    local _ <close> = setmetatable({}, { __close = function()
      log[#log + 1] = i .. tostring(m)
    end })
    c:wait()
    log[#log + 1] = i .. " woken"
  end)()
end
tasklet.schedule()
m:lock()
c:signal()
waiters[1]:kill()
waiters[2]:kill()
print(#log, c, waiters[1].blocked) -- expect: 0	condition (0 wait)	true
m:unlock()
tasklet.run()
print(table.concat(log, ", "))
-- expect: 1mutex (held by tasklet 2), 2mutex (held by tasklet 3), 3 woken, 3mutex (held by tasklet 4)
print(m, next(c.sent)) -- expect: mutex (free)	nil

-- a mutex is unlocked by the one that locked it, once, and not locked twice
local tasklet = require "tasklet"

local m = tasklet.mutex()
print(pcall(m.unlock, m)) -- expect: false	mutex: this tasklet does not hold it; leave it to the one that does
m:lock()
print(pcall(m.lock, m)) -- expect: false	mutex: this tasklet holds it already; unlock it before
local t = tasklet(function() m:unlock() end)()
print(pcall(t.join, t)) -- expect: false	mutex_errors.lua:8: mutex: this tasklet does not hold it; leave it to the one that does
t = tasklet(function() m:lock() end)()
print((select(2, pcall(t.join, t)):match("deadlock: tasklet 3"))) -- expect: deadlock: tasklet 3
print(m) -- expect: mutex (held by tasklet 1 (main))
m:unlock()
print(m) -- expect: mutex (free)

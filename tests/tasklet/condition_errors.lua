-- a condition belongs to a mutex that its waiters hold; a deadlock leaves it locked
local tasklet = require "tasklet"

print(pcall(tasklet.condition, {})) -- expect: false	bad argument #1 to 'condition' (mutex expected)
local m = tasklet.mutex()
local c = tasklet.condition(m)
print(pcall(c.wait, c)) -- expect: false	condition: its mutex must be held by the one that waits; lock it before
m:lock()
print((select(2, pcall(c.wait, c)):match("deadlock: tasklet 1 %(main%)"))) -- expect: deadlock: tasklet 1 (main)
print(m, c) -- expect: mutex (held by tasklet 1 (main))	condition (0 wait)

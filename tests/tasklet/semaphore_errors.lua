-- a semaphore has 0 units or more; to wait for one that nobody gives back is a deadlock
local tasklet = require "tasklet"

for _, n in ipairs { -1, 1.5, "1" } do
  io.write(tostring(pcall(tasklet.semaphore, n)), " ")
end
print(pcall(tasklet.semaphore)) -- expect: false false false false	bad argument #1 to 'semaphore' (an integer, 0 or more, expected)
local s = tasklet.semaphore(1)
s:acquire()
print((select(2, pcall(s.acquire, s)):match("deadlock: tasklet 1 %(main%)"))) -- expect: deadlock: tasklet 1 (main)
print(s.queue.balance, s.count) -- expect: 0	0
s:release()
print(s:try_acquire()) -- expect: true

-- a killed waiter passes on a unit that it was given, or leaves the queue
local tasklet = require "tasklet"
local s, got, waiters = tasklet.semaphore(0), {}, {}

for i = 1, 4 do
  waiters[i] = tasklet(function()
    s:acquire()
    got[#got + 1] = i
  end)()
end
tasklet.schedule()
waiters[2]:kill()
s:release()
waiters[1]:kill()
print(s.count, s.queue.balance) -- expect: 0	-1
tasklet.run()
print(table.concat(got, " ")) -- expect: 3
s:release()
waiters[4]:kill()
print(s, #got) -- expect: semaphore (1 free)	1
print(next(s.sent)) -- expect: nil

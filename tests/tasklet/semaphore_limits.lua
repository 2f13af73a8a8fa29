-- at most n tasklets have a unit of a semaphore, and those that wait get theirs in order
local tasklet = require "tasklet"
local s, inside, most, order = tasklet.semaphore(2), 0, 0, {}

for i = 1, 5 do
  tasklet(function()
    s:acquire()
    order[#order + 1] = i
    inside = inside + 1
    most = math.max(most, inside)
    tasklet.schedule()
    inside = inside - 1
    s:release()
  end)()
end
tasklet.run()
print(most, table.concat(order, " ")) -- expect: 2	1 2 3 4 5
print(s.count, s:try_acquire(), s:try_acquire(), s:try_acquire()) -- expect: 2	true	true	false
print(s) -- expect: semaphore (0 free)
s:release()
print(s.count) -- expect: 1

-- all that wait go on; one that was killed is no hindrance
local tasklet = require "tasklet"
local w, log, tasks = tasklet.wait_group(), {}, {}

w:add()
for i = 1, 3 do
  tasks[i] = tasklet(function()
    w:wait()
    log[#log + 1] = i
  end)()
end
tasklet.schedule()
tasks[2]:kill()
w:done()
w:add()
tasklet.schedule()
print(table.concat(log, " "), w.count) -- expect: 1 3	1

-- one tasklet at a time holds a mutex, in the order in which they asked
local tasklet = require "tasklet"
local log, m = {}, tasklet.mutex()

for i = 1, 3 do
  tasklet(function()
    m:lock()
    log[#log + 1] = "in" .. i
    tasklet.schedule()
    log[#log + 1] = "out" .. i
    m:unlock()
  end)()
end
tasklet.schedule()
print(m, m:try_lock()) -- expect: mutex (held by tasklet 2)	false
tasklet.run()
print(table.concat(log, " ")) -- expect: in1 out1 in2 out2 in3 out3
print(m) -- expect: mutex (free)
print(m:try_lock(), m) -- expect: true	mutex (held by tasklet 1 (main))

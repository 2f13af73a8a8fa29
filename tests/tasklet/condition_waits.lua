-- wait gives the mutex away until it is signalled, and holds it again afterwards
local tasklet = require "tasklet"
local m, items, log = tasklet.mutex(), {}, {}
local filled = tasklet.condition(m)

for i = 1, 2 do
  tasklet(function()
    local _ <close> = m:hold()
    while #items == 0 do filled:wait() end
    log[#log + 1] = i .. table.remove(items) .. tostring(m):match("%d+")
  end)()
end
tasklet.schedule()
print(filled, m) -- expect: condition (2 wait)	mutex (free)
for _, item in ipairs { "a", "b" } do
  m:lock()
  items[1] = item
  filled:signal()
  m:unlock()
  tasklet.schedule()
end
tasklet.run()
print(table.concat(log, " "), filled) -- expect: 1a2 2b3	condition (0 wait)
filled:signal()

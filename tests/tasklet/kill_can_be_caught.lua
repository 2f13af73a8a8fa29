-- a tasklet that catches tasklet.exit lives on; it takes one kill for each catch
local tasklet = require "tasklet"

local catches = 0
local t = tasklet(function()
  while catches < 2 do
    local ok, err = pcall(tasklet.schedule_remove)
    if err == tasklet.exit then catches = catches + 1 end
  end
  tasklet.schedule_remove()
end)()
tasklet.run()
t:kill()
print(catches, t.alive) -- expect: 1	true
t:kill()
print(catches, t.alive) -- expect: 2	true
t:kill()
print(catches, t.alive) -- expect: 2	false

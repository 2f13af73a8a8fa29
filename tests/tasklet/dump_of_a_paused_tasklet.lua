-- a paused tasklet loads paused, as another one, and goes on where it stood
local tasklet = require "tasklet"
local t = tasklet.new(function(name)
  local list = {}
  for i = 1, 3 do
    list[#list + 1] = name .. i
    tasklet.schedule_remove()
  end
  print(table.concat(list, " "))
end)
t:setup("x")
t.name = "counter"
tasklet.schedule()
local u = tasklet.load(tasklet.dump(t))
print(u ~= t, u.number > t.number, u.name) -- expect: true	true	counter
print(u.alive, u.paused, u.scheduled, tasklet.count()) -- expect: true	true	false	1
u:run()
u:run()
u:run() -- expect: x1 x2 x3
print(t.alive, u.alive) -- expect: true	false
t:run()
t:run()
t:run() -- expect: x1 x2 x3

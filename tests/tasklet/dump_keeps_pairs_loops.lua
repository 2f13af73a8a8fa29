-- a loop over a table goes on in the loaded one, with what is removed meanwhile
local tasklet = require "tasklet"
local t = tasklet.new(function()
  local set, seen = {}, {}
  for i = 1, 6 do set["k" .. i] = i end
  for k in pairs(set) do
    seen[#seen + 1] = k
    set[k] = nil
    tasklet.schedule_remove()
  end
  print(table.concat(seen, " "), next(set))
end)
t:setup()
tasklet.schedule()
while t.alive do
  t = tasklet.load(tasklet.dump(t))
  t:run() -- expect: k1 k2 k3 k4 k5 k6	nil
end

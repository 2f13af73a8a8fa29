-- deep stacks and long lists go in one piece, without depth in C
-- torture: 1009
local tasklet = require "tasklet"
local t = tasklet.new(function()
  local function deep(n)
    if n == 0 then tasklet.schedule_remove() return 0 end
    return 1 + deep(n - 1)
  end
  print(deep(5000))
  local list = nil
  for i = 1, 5000 do list = {next = list, n = i} end
  tasklet.schedule_remove()
  local count = 0
  while list do count, list = count + 1, list.next end
  print(count)
end)
t:setup()
tasklet.schedule()
local u = tasklet.load(tasklet.dump(t))
u:run() -- expect: 5000
u = tasklet.load(tasklet.dump(u))
u:run() -- expect: 5000

-- wherever its holders and waiters are interrupted and killed, a mutex is free at the end
local tasklet = require "tasklet"
local lost = 0

local function work(m)
  for _ = 1, 2 do
    local _ <close> = m:hold()
    for _ = 1, 2 do
      if m.owner ~= tasklet.current() then lost = lost + 1 end
    end
  end
end
for ticks = 1, 40 do
  local m = tasklet.mutex()
  for _ = 1, 3 do tasklet(work)(m) end
  local t = tasklet.run { budget = ticks }
  while t do
    t:kill()
    t = tasklet.run { budget = ticks }
  end
  if m.owner or m.queue.balance ~= 0 then lost = lost + 1 end
end
print(lost, tasklet.count()) -- expect: 0	1

-- whatever would run by itself loads paused: in the ring, asleep, or inside run()
local tasklet = require "tasklet"
local function copy(t) return tasklet.load(tasklet.dump(t)) end

local scheduled = tasklet(print)("scheduled")
local sleeper = tasklet(function() tasklet.sleep(1000) print("awake") end)()
local watcher = tasklet(function() print("run gave", tasklet.run()) end)()
local rest = tasklet(function() tasklet.schedule_remove() end)()
local a = copy(scheduled)
tasklet.schedule() -- expect: scheduled
local b, c = copy(sleeper), copy(watcher)
for _, t in ipairs{a, b, c} do
  print(t.alive, t.paused, t.scheduled, t.blocked) -- expect: true	true	false	false
  -- expect: true	true	false	false
  -- expect: true	true	false	false
end
sleeper:kill()
a:insert()
b:insert()
c:insert()
tasklet.schedule()
-- expect: scheduled
-- expect: awake
-- expect: run gave	nil
watcher:kill()

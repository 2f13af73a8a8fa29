-- to-be-closed variables of a dumped tasklet are closed when the loaded one ends
local tasklet = require "tasklet"
local function work(how)
  local a <close> = setmetatable({}, {__close = function(_, e) print("close a", e) end})
  local b <close> = setmetatable({}, {__close = function(_, e)
    print("close b", e)
    tasklet.schedule_remove()
  end})
  local answer = tasklet.schedule_remove(how)
  print("goes on")
  if how == "fail" then error("failed", 0) end
end
local t, u = tasklet.new():bind(work, "end"), tasklet.new():bind(work, "fail")
t:run()
u:run()
local copy = tasklet.load(tasklet.dump(t))
copy:run()
-- expect: goes on
-- expect: close b	nil
local inside = tasklet.load(tasklet.dump(copy)) -- it stands in b's __close
copy:run() -- expect: close a	nil
inside:run() -- expect: close a	nil
copy = tasklet.load(tasklet.dump(u))
copy:run()
-- expect: goes on
-- expect: close b	failed
copy:kill() -- expect: close a	tasklet.exit
t:kill() -- expect: close b	tasklet.exit
u:kill() -- expect: close b	tasklet.exit

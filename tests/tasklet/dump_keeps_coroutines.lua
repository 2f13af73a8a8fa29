-- coroutines inside a dumped tasklet go on, the one it stands in and those that wait
local tasklet = require "tasklet"
local t = tasklet.new(function()
  local waiting = coroutine.wrap(function(a)
    for i = 1, 3 do a = coroutine.yield(a .. i) end
    return "end of " .. a
  end)
  print(waiting("a"))
  local inner = coroutine.create(function(x)
    local y = coroutine.yield(x)
    tasklet.schedule_remove()
    error("in " .. y, 0)
  end)
  print(coroutine.resume(inner, "x"))
  print(coroutine.resume(inner, "y"))
  print(coroutine.status(inner), waiting("b"))
end)
t:setup()
tasklet.schedule()
-- expect: a1
-- expect: true	x
local u = tasklet.load(tasklet.dump(t))
u:run()
-- expect: false	in y
-- expect: dead	b2
t:run()
-- expect: false	in y
-- expect: dead	b2

local co = coroutine.create(function(...) local v = coroutine.yield(...) return v, v end)
coroutine.resume(co, 1)
local copy = tasklet.load(tasklet.dump(co))
print(coroutine.resume(copy, "v")) -- expect: true	v	v
print(coroutine.status(copy), coroutine.status(co)) -- expect: dead	suspended

-- A coroutine that was being closed in a tasklet that is unbound is dead, and can be saved.
local tasklet = require "tasklet"

local co = coroutine.create(function()
  local x <close> = setmetatable({}, {__close = function() tasklet.schedule_remove() end})
  coroutine.yield()
end)
coroutine.resume(co)
local t = tasklet(function() coroutine.close(co) end)()
tasklet.schedule()
print(t.paused, coroutine.status(co)) -- expect: true	normal
t:bind()
print(t.alive, coroutine.status(co)) -- expect: false	dead
local ok, e = coroutine.close(co)
print(ok, e == tasklet.exit) -- expect: false	true
for i = 1, 3 do tasklet.schedule() end
print(coroutine.status(co)) -- expect: dead

-- run() returns the tempval of a tasklet inside of it, however it comes to its end
local tasklet = require "tasklet"
local function watch() print(tasklet.run()) end
local outer, inner = tasklet(watch)(), tasklet(watch)()
tasklet(function()
  outer.tempval, inner.tempval = "outer", "inner"
end)()
tasklet.run() -- expect: inner
-- expect: outer
local inserted = tasklet(watch)()
tasklet(function()
  inserted.tempval = "inserted"
  inserted:insert()
end)()
tasklet.run() -- expect: inserted

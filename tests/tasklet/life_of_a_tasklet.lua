-- the attributes follow a tasklet from new to dead
local tasklet, channel = require "tasklet", require "channel"

local function show(t)
  print(t.alive, t.paused, t.blocked, t.scheduled, t.is_current)
end
local ch = channel.new()
local t = tasklet.new()
show(t) -- expect: false	false	false	false	false
t:bind(function(a) ch:send(a) tasklet.schedule_remove() show(tasklet.current()) end)
show(t) -- expect: false	false	false	false	false
t:setup("v")
show(t) -- expect: true	false	false	true	false
tasklet.schedule()
show(t) -- expect: true	false	true	true	false
print(t.channel == ch, ch.queue == t, ch:receive()) -- expect: true	true	v
tasklet.schedule()
show(t) -- expect: true	true	false	false	false
t:insert() -- it shows itself:
tasklet.schedule() -- expect: true	false	false	true	true
show(t) -- expect: false	false	false	false	false
show(tasklet.main()) -- expect: true	false	false	true	true
print(t.is_main, tasklet.main().is_main, t.restorable) -- expect: false	true	true

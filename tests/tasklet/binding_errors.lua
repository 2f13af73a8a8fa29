-- what bind and setup refuse
local tasklet, channel = require "tasklet", require "channel"

local function fails(f, ...) print((select(2, pcall(f, ...)))) end
local t = tasklet.new()
fails(t.setup, t) -- expect: the tasklet was not bound to a function
fails(tasklet, 1) -- expect: attempt to make a tasklet of a number value
t:bind(print)()
fails(t.setup, t) -- expect: tasklet is alive
fails(t.bind, t, print) -- expect: tasklet is scheduled
t:kill()
local main = tasklet.main()
fails(main.bind, main, print) -- expect: can't bind the current tasklet
local waiting = tasklet(function() channel.new():receive() end)()
tasklet.run()
fails(waiting.bind, waiting, print) -- expect: tasklet is blocked
local bound = tasklet.new():bind(print, "bound", "with arguments")
print(bound.alive, bound.paused, tasklet.count()) -- expect: true	true	1
bound:insert()
tasklet.run() -- expect: bound	with arguments
bound:bind(print)("again")
tasklet.run() -- expect: again
local callable = setmetatable({}, { __call = function(self, ...) print(...) end })
tasklet(callable)("called", 1)
tasklet.run() -- expect: called	1

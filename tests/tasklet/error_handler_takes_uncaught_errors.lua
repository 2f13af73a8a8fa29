-- The error handler is called in the dying tasklet, instead of main getting the error.
local tasklet, channel = require "tasklet", require "channel"
local log = {}
local function handler(error, traceback)
    local me = tasklet.current()
    log[#log + 1] = tostring(error) .. "/" .. (traceback:match("tasklet %d+ %b()") or "?")
    tasklet.schedule() -- it may even wait
    log[#log + 1] = "handled " .. tostring(me.error)
end
print(tasklet.set_error_handler(handler), tasklet.get_error_handler() == handler) -- expect: nil	true
local t = tasklet(function() error("oops", 0) end)
t.name = "worker"
t()
tasklet(function() log[#log + 1] = "other" end)()
tasklet.run()
print(table.concat(log, "; "), t.alive, t.error)
-- expect: oops/tasklet 2 (worker); other; handled oops	false	oops
-- An error of the handler goes where the first one would have gone.
tasklet.set_error_handler(function(e) error("worse than " .. e, 0) end)
tasklet(function() error("bad", 0) end)()
print(pcall(tasklet.run)) -- expect: false	worse than bad
-- tasklet.exit and main's own errors are not its business.
local calls = 0
tasklet.set_error_handler(function() calls = calls + 1 end)
local k = tasklet(function() tasklet.schedule_remove() end)()
tasklet.schedule()
k:kill()
print(calls, pcall(error, "main's")) -- expect: 0	false	main's
tasklet(function() error("x") end)()
tasklet.schedule()
print(calls, tasklet.count()) -- expect: 1	1
print(type(tasklet.set_error_handler(nil))) -- expect: function
tasklet(function() error("to main", 0) end)()
print(pcall(tasklet.run)) -- expect: false	to main

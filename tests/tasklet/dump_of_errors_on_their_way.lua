-- pending errors, handlers and error values go along
local tasklet = require "tasklet"
local function copy(v) return tasklet.load(tasklet.dump(v)) end
local t = tasklet.new(function()
  print(xpcall(function() tasklet.schedule_remove() end, function(e)
    tasklet.schedule_remove()
    return "handled " .. e
  end))
  print(pcall(tasklet.schedule_remove))
end)
t:setup()
tasklet.schedule()
t:throw("pending", true)
t:remove()
t = copy(t)
t:run() -- the error comes up; the handler waits
t = copy(t)
t:run() -- expect: false	handled pending
t = copy(t)
t:throw(tasklet.exit) -- expect: false	tasklet.exit

-- A finalizer cannot change the tasklet that runs, also while a hook sees its calls.
local tasklet = require "tasklet"

local others = 0
tasklet(function() others = others + 1 end)()

local ok, message
setmetatable({}, {__gc = function()
  debug.sethook(function() end, "cr")
  ok, message = pcall(tasklet.schedule)
  debug.sethook()
end})
collectgarbage()
print(ok, message) -- expect: false	a finalizer cannot change the tasklet that runs
print(others) -- expect: 0

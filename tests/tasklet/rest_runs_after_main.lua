-- when main has returned, the tasklets that can still run are run to their end
local tasklet, channel = require "tasklet", require "channel"

local never = channel.new()
tasklet(function() never:receive() print("never") end)()
tasklet(function()
  tasklet.schedule()
  tasklet.sleep(0.001)
  print(tasklet.main().alive, tasklet.count()) -- expect: false	1
end)()

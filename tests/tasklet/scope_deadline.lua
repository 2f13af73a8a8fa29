-- when its deadline is over, all of a scope ends, and it raises an error
local tasklet, channel = require "tasklet", require "channel"

local never, child = channel.new(), nil
print(pcall(tasklet.scope, function(s)
  child = s:spawn(never.receive, never)
  never:receive()
end, { deadline = 0.002 })) -- expect: false	scope: deadline exceeded
print(child.alive, child.error, never.balance) -- expect: false	tasklet.exit	0
print(pcall(tasklet.scope, function(s)
  s:spawn(function() tasklet.sleep(3600) end)
end, { deadline = 0 })) -- expect: false	scope: deadline exceeded
print(tasklet.scope(function() return "in time" end, { deadline = 3600 })) -- expect: in time
print(tasklet.count(), tasklet.run()) -- expect: 1	nil

-- a scope in a coroutine that is closed ends its children too
local tasklet, channel = require "tasklet", require "channel"

local child
local co = coroutine.create(function()
  tasklet.scope(function(s)
    child = s:spawn(function() channel.new():receive() end)
    coroutine.yield("inside")
  end)
end)
print(coroutine.resume(co)) -- expect: true	inside
tasklet.schedule()
print(child.blocked) -- expect: true
print(coroutine.close(co)) -- expect: true
print(child.alive, child.error) -- expect: false	tasklet.exit

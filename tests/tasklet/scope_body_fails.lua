-- an error of the body ends all children; later errors are dropped
local tasklet, channel = require "tasklet", require "channel"

local never, children = channel.new(), {}
local function fail_at_the_end()
  local _ <close> = setmetatable({}, { __close = function() error("second", 0) end })
  never:receive()
end
print(pcall(tasklet.scope, function(s)
  for i = 1, 3 do children[i] = s:spawn(fail_at_the_end) end
  tasklet.schedule()
  error("first", 0)
end)) -- expect: false	first
for _, t in ipairs(children) do io.write(tostring(t.alive), " ", t.error, " ") end
print() -- expect: false second false second false second 
print(pcall(tasklet.scope, function() error() end)) -- expect: false	nil
print(pcall(tasklet.run)) -- expect: true	nil

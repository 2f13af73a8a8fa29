-- kill the tasklet that runs a scope: its children end first, even if it is killed twice
local tasklet, channel = require "tasklet", require "channel"

local log, never = {}, channel.new()
local function child()
  local _ <close> = setmetatable({}, { __close = function()
    tasklet.schedule()
    log[#log + 1] = "child"
  end })
  never:receive()
end
for _, is_in_body in ipairs { true, false } do
  local t = tasklet(function()
    local _ <close> = setmetatable({}, { __close = function() log[#log + 1] = "runner" end })
    tasklet.scope(function(s)
      s:spawn(child)
      if is_in_body then never:receive() end
    end)
    log[#log + 1] = "never"
  end)()
  tasklet.schedule()
  tasklet.schedule()
  t:kill()
  print(t.alive) -- expect: true
  t:kill()
  print(t.alive) -- expect: true
  print(pcall(t.join, t)) -- expect: false	tasklet.exit
end
-- expect: true
-- expect: true
-- expect: false	tasklet.exit
print(table.concat(log, " ")) -- expect: child runner child runner

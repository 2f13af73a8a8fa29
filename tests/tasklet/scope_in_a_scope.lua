-- what ends an outer scope ends the inner ones; what an inner one raises can be caught
local tasklet, channel = require "tasklet", require "channel"

local never, log = channel.new(), {}
local function closing(name)
  return setmetatable({}, { __close = function() log[#log + 1] = name end })
end
local function sleeper(name)
  local _ <close> = closing(name)
  never:receive()
end
print(tasklet.scope(function(outer)
  outer:spawn(function()
    tasklet.scope(function(inner)
      inner:spawn(sleeper, "inner child")
      sleeper("inner body")
    end)
    log[#log + 1] = "never"
  end)
  tasklet.scope(function(inner)
    inner:spawn(sleeper, "child")
    tasklet.schedule()
    outer:cancel()
  end)
  log[#log + 1] = "never"
end)) -- expect: nil	cancelled
table.sort(log)
print(table.concat(log, ", ")) -- expect: child, inner body, inner child
print(tasklet.scope(function()
  local ok, err = pcall(tasklet.scope, function(inner) inner:spawn(error, "inner") end)
  return "caught", err
end)) -- expect: caught	inner

-- the first error of a child ends the others and the body, and is raised once all have ended
local tasklet, channel = require "tasklet", require "channel"
local log = {}
local function closing(name)
  return setmetatable({}, { __close = function() log[#log + 1] = name end })
end

local never, problem, other = channel.new(), {}, nil
local ok, err = pcall(tasklet.scope, function(s)
  local _ <close> = closing("body")
  other = s:spawn(function()
    local _ <close> = setmetatable({}, { __close = function()
      tasklet.schedule()
      log[#log + 1] = "other"
    end })
    never:receive()
  end)
  s:spawn(function()
    tasklet.schedule()
    error(problem)
  end)
  never:receive()
end)
print(ok, err == problem) -- expect: false	true
print(table.concat(log, " "), other.error) -- expect: body other	tasklet.exit
print(never.balance, tasklet.count()) -- expect: 0	1
print(pcall(tasklet.run)) -- expect: true	nil

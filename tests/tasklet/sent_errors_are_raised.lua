-- send_exception raises its value in the receiver, also when the receiver comes first
local tasklet, channel = require "tasklet", require "channel"

local ch = channel.new()
local problem = setmetatable({}, { __tostring = function() return "problem" end })
tasklet(function() ch:send_exception(problem) end)()
local ok, err = pcall(ch.receive, ch)
print(ok, err == problem) -- expect: false	true
local seen
tasklet(function()
  local ok, err = pcall(function() for v in ch do print(v) end end)
  seen = err
end)()
tasklet.schedule()
ch:send_exception("text")
print(seen, ch.balance) -- expect: text	0

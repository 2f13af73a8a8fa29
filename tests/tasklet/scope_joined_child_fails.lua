-- who joins a child that fails gets the error, and so does the scope; main does not
local tasklet = require "tasklet"

local seen
print(pcall(tasklet.scope, function(s)
  local t = s:spawn(function() tasklet.schedule() error("broken", 0) end)
  local ok, err = pcall(t.join, t)
  seen = err
end)) -- expect: false	broken
print(seen == tasklet.exit or seen) -- expect: true
local t
print(pcall(tasklet.scope, function(s)
  t = s:spawn(function() error("first", 0) end)
end)) -- expect: false	first
print(pcall(t.join, t)) -- expect: false	first

-- cancel ends body and children without an error, from inside or outside of the scope
local tasklet, channel = require "tasklet", require "channel"

local never = channel.new()
local function wait() never:receive() end
print(tasklet.scope(function(s)
  s:spawn(wait)
  s:spawn(function() s:cancel() print("never") end)
  wait()
end)) -- expect: nil	cancelled
print(tasklet.scope(function(s)
  s:spawn(wait)
  tasklet.schedule()
  s:cancel()
  print("never")
end)) -- expect: nil	cancelled
local kept
tasklet(function()
  tasklet.schedule()
  kept:cancel()
end)()
print(tasklet.scope(function(s)
  kept = s
  s:spawn(wait)
end)) -- expect: nil	cancelled
print(never.balance, kept) -- expect: 0	scope (ended, 1 spawned)
kept:cancel()
print(pcall(kept.spawn, kept, wait)) -- expect: false	scope: it has ended or was cancelled; spawn before that

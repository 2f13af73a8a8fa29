-- who joins a tasklet that was killed, or dropped, gets tasklet.exit
local tasklet, channel = require "tasklet", require "channel"

local function outcome(t)
  local ok, err = pcall(t.join, t)
  return ok, err == tasklet.exit
end
local waits = tasklet(function() channel.new():receive() end)()
tasklet.schedule()
waits:kill()
print(outcome(waits)) -- expect: false	true
local unborn = tasklet(function() return 1 end)()
unborn:kill()
print(outcome(unborn)) -- expect: false	true
local dropped = tasklet.new():bind(function() return 1 end, "argument")
local done, seen = dropped.done, nil
tasklet(function() seen = table.pack(outcome(dropped)) end)()
tasklet.schedule()
dropped:bind()
tasklet.run()
print(seen[1], seen[2], done.closed, dropped.done.closed) -- expect: false	true	true	false
dropped:bind(function() return "again" end):setup()
print(dropped:join()) -- expect: again

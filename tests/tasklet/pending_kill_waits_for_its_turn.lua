-- kill(true) makes the tasklet runnable; the error is raised when its turn comes
local tasklet, channel = require "tasklet", require "channel"
local log = {}
local function note(what) log[#log + 1] = what end

local ch = channel.new()
local t = tasklet(function()
  local ok, err = pcall(ch.receive, ch)
  note("t gets " .. tostring(err))
  error(err, 0)
end)()
tasklet.run()
tasklet(note)("other")
t:kill(true)
note("main")
print(t.blocked, t.scheduled, ch.balance) -- expect: false	true	0
tasklet.run()
print(table.concat(log, " ")) -- expect: main other t gets tasklet.exit
print(t.alive) -- expect: false

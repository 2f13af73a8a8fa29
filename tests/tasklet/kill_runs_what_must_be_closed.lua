-- a killed tasklet closes its variables; the killer goes on before others in the ring
local tasklet, channel = require "tasklet", require "channel"
local log = {}
local function note(what) log[#log + 1] = what end

local ch = channel.new()
local t = tasklet(function()
  local guard <close> = setmetatable({}, { __close = function(_, err)
    note("closed by " .. tostring(err))
  end })
  ch:receive()
  note("never")
end)()
tasklet.run()
tasklet(note)("other")
t:kill()
note("killer")
tasklet.run()
print(table.concat(log, " ")) -- expect: closed by tasklet.exit killer other
print(t.alive, t.error == tasklet.exit, ch.balance) -- expect: false	true	0

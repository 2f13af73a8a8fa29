-- for v in ch: each value, and the end of the loop when the channel is closed
local tasklet, channel = require "tasklet", require "channel"
local log = {}
local function note(what) log[#log + 1] = what end

local ch = channel.new()
local reader = tasklet(function()
  for v in ch do note(v) end
  note("end")
end)()
tasklet(function()
  for i = 1, 3 do ch:send(i) end
  ch:close()
  note("closed")
end)()
tasklet.run()
print(table.concat(log, " ")) -- expect: 1 2 3 closed end
print(reader.alive, ch.closing, ch.closed) -- expect: false	true	true
for v in ch do print("never", v) end

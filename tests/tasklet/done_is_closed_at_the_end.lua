-- t.done is one channel, closed when the tasklet ends, also if it is asked for later
local tasklet = require "tasklet"
local log = {}

local t = tasklet(function() log[#log + 1] = "works" end)()
local done = t.done
print(done == t.done, done.closing) -- expect: true	false
tasklet(function()
  for _ in done do end
  log[#log + 1] = "saw the end"
end)()
tasklet.run()
print(table.concat(log, ", ")) -- expect: works, saw the end
print(done.closed, t.done == done) -- expect: true	true
local other = tasklet(function() end)()
tasklet.run()
print(other.done.closed) -- expect: true
print(pcall(function() t.done = nil end)) -- expect: false	done_is_closed_at_the_end.lua:18: cannot set field 'done' of a tasklet

-- throw and raise make the target fail where it waits; the caller goes on next
local tasklet, channel = require "tasklet", require "channel"
local log = {}
local function note(what) log[#log + 1] = what end

local ch = channel.new()
local function wait(name)
  local ok, err = pcall(ch.receive, ch)
  note(name .. ":" .. err)
end
local a, b = tasklet(wait)("a"), tasklet(wait)("b")
tasklet.run()
tasklet(note)("other")
b:throw("x")
note("main")
a:throw("y", true)
note("main")
tasklet.run()
print(table.concat(log, " ")) -- expect: b:x main main other a:y
print(ch.balance) -- expect: 0

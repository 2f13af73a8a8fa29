-- main waits and the last other one is about to wait: that one gets the error, main if
-- it is not handled
local tasklet, channel = require "tasklet", require "channel"
local log = {}
local function note(what) log[#log + 1] = what end

local a, b = channel.new(), channel.new()
tasklet(function()
  local ok, message = pcall(b.receive, b)
  note(tostring(message):match("deadlock: tasklet 2") or "?")
  note(message:match("; (.-) on ") or "?")
  a:send("recovered")
end)()
note(a:receive())
tasklet(function() b:receive() end)()
local ok, message = pcall(a.receive, a)
note(message:match("deadlock: tasklet 3") or "?")
print(table.concat(log, " "))
-- expect: deadlock: tasklet 2 tasklet 1 (main) waits to receive recovered deadlock: tasklet 3
print(a.balance, b.balance) -- expect: 0	0

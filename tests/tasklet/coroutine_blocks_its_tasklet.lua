-- a channel operation inside a coroutine blocks the whole tasklet; it goes on inside
local tasklet, channel = require "tasklet", require "channel"
local log = {}
local function note(what) log[#log + 1] = what end

local ch = channel.new()
local t = tasklet(function()
  local co = coroutine.wrap(function(a)
    note(a)
    note(ch:receive())
    local b = coroutine.yield("yielded")
    note(b .. ch:receive())
    return "returned"
  end)
  note(co("start"))
  note(co("again "))
end)()
tasklet.run()
print(t.blocked, ch.balance) -- expect: true	-1
ch:send("one")
ch:send("two")
tasklet.run()
print(table.concat(log, " ")) -- expect: start one yielded again two returned

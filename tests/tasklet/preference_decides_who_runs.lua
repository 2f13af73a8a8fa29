-- after a send or receive the preference says who runs next; others keep their order
local tasklet, channel = require "tasklet", require "channel"

local function order(act, preference, schedule_all)
  local log, ch = {}, channel.new()
  local function note(what) log[#log + 1] = what end
  ch.preference, ch.schedule_all = preference, schedule_all
  tasklet(function()
    if act == "send" then ch:receive() else ch:send(1) end
    note("W")
  end)():run()
  local a = tasklet(function()
    if act == "send" then ch:send(1) else ch:receive() end
    note("A")
  end)()
  tasklet(note)("o1")
  tasklet(note)("o2")
  tasklet.run()
  return table.concat(log, " ")
end
print(order("send", -1)) -- expect: W o1 o2 A
print(order("send", 0)) -- expect: A o1 o2 W
print(order("send", 1)) -- expect: A o1 o2 W
print(order("send", -1, true)) -- expect: o1 o2 W A
print(order("receive", -1)) -- expect: A o1 o2 W
print(order("receive", 0)) -- expect: A o1 o2 W
print(order("receive", 1)) -- expect: W o1 o2 A
print(order("receive", 1, true)) -- expect: o1 o2 W A

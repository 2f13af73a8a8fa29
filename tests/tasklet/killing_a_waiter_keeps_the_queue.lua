-- a waiter killed in the middle of a queue leaves the others linked
local tasklet, channel = require "tasklet", require "channel"
local log = {}
local function note(what) log[#log + 1] = what end

local ch, tasks = channel.new(), {}
for i = 1, 3 do
  tasks[i] = tasklet(function() note(i .. "=" .. ch:receive()) end)()
end
tasklet.run()
tasks[2]:kill()
print(ch.balance, tasks[2].alive, tasks[2].blocked) -- expect: -2	false	false
print(ch.queue == tasks[1], tasks[1].next == tasks[3]) -- expect: true	true
print(tasks[3].prev == tasks[1], tasks[3].next) -- expect: true	nil
ch:send("x")
ch:send("y")
print(table.concat(log, " ")) -- expect: 1=x 3=y

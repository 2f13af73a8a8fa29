-- waiting tasklets are served in the order in which they came
local tasklet, channel = require "tasklet", require "channel"
local log = {}
local function note(what) log[#log + 1] = what end

local ch = channel.new()
for _, name in ipairs { "a", "b", "c" } do
  tasklet(function() note(name .. ch:receive()) end)()
end
tasklet.run()
print(ch.balance) -- expect: -3
for i = 1, 3 do ch:send(i) end
for i = 1, 3 do tasklet(function() ch:send(i) end)() end
tasklet.run()
print(ch.balance) -- expect: 3
for _ = 1, 3 do note(ch:receive()) end
print(table.concat(log, " ")) -- expect: a1 b2 c3 1 2 3

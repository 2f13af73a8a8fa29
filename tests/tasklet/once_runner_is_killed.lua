-- if the one that runs is killed, one of those that wait runs its own function
local tasklet, channel = require "tasklet", require "channel"
local o, log, tasks = tasklet.once(), {}, {}

local function never() channel.new():receive() end
local function work(i) return "by " .. i end
for i = 1, 4 do
  tasks[i] = tasklet(function()
    local result = o:call(i == 1 and never or work, i)
    log[#log + 1] = i .. " " .. result
  end)()
end
tasklet.schedule()
tasks[2]:kill()
tasks[1]:kill()
tasklet.run()
print(table.concat(log, ", ")) -- expect: 3 by 3, 4 by 3

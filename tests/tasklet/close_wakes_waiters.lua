-- closing wakes those who wait: receive and send fail, and a failure can be caught
local tasklet, channel = require "tasklet", require "channel"
local log = {}
local function note(what) log[#log + 1] = what end

local inbox, outbox = channel.new(), channel.new()
for i = 1, 2 do
  tasklet(function() note(select(2, pcall(inbox.receive, inbox))) end)()
  tasklet(function()
    local ok, message = pcall(function() outbox:send(i) end)
    note(message:match("channel is closed$"))
  end)()
end
tasklet.run()
print(inbox.balance, outbox.balance) -- expect: -2	2
inbox:close()
outbox:close()
print(inbox.balance, outbox.balance, tasklet.count()) -- expect: 0	0	5
tasklet.run()
for i = 1, 4 do print(log[i]:match("channel is closed")) end
-- expect: channel is closed
-- expect: channel is closed
-- expect: channel is closed
-- expect: channel is closed

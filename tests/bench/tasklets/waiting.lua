-- COUNT tasklets wait in receive(). Says what each takes, less its closure and its
-- place in a list; is saved from outside meanwhile, and gives each a number when it is
-- told, by the environment, to go on.
local tasklet, channel = require "tasklet", require "channel"
local COUNT = tonumber((...))
local ch = channel.new()
local total = 0

local function bytes_of(make)
  collectgarbage()
  local before = collectgarbage("count")
  local all = {}
  for i = 1, COUNT do all[i] = make(i) end
  tasklet.schedule()
  collectgarbage()
  return (collectgarbage("count") - before) * 1024 / COUNT, all
end

local function listener()
  return function()
    local v = ch:receive()
    total = total + v
  end
end

local closure = bytes_of(listener)
local whole, all = bytes_of(function() return tasklet(listener())() end)
print(whole - closure, -ch.balance)
io.stdout:flush()

while not os.getenv("GO_ON") do end
for i = 1, COUNT do ch:send(i) end
for i = 1, COUNT do assert(not all[i].alive) end
print(total == COUNT * (COUNT + 1) // 2)

-- The least ns of many short runs: a switch, a message, a life. Loops are included.
local tasklet, channel = require "tasklet", require "channel"
local ROUNDS, COUNT = ...
local clock = os.clock
local schedule = tasklet.schedule
ROUNDS, COUNT = tonumber(ROUNDS), tonumber(COUNT)

local function measure(name, per_count, round)
  local least = math.huge
  for _ = 1, ROUNDS do least = math.min(least, round()) end
  print(name, least / COUNT / per_count * 1e9)
end

measure("switch", 2, function()
  tasklet(function() for _ = 1, COUNT do schedule() end end)()
  local start = clock()
  for _ = 1, COUNT do schedule() end
  local took = clock() - start
  schedule()
  return took
end)

local ch = channel.new()

measure("message", 1, function()
  tasklet(function() for i = 1, COUNT do ch:send(i) end end)()
  local start = clock()
  for _ = 1, COUNT do ch:receive() end
  local took = clock() - start
  schedule()
  return took
end)

local function empty() end

measure("life", 1, function()
  local start = clock()
  for _ = 1, COUNT do
    tasklet(empty)()
    schedule()
  end
  return clock() - start
end)

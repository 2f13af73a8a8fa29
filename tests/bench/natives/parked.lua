-- COUNT tasklets wait in natives at once and are woken in random order, ROUNDS times.
-- Prints resident KiB: before, while all wait, and after all have ended.
local tasklet, channel = require "tasklet", require "channel"
local COUNT, ROUNDS = ...
COUNT, ROUNDS = tonumber(COUNT), tonumber(ROUNDS)

local function resident()
  collectgarbage() collectgarbage()
  for line in io.lines "/proc/self/status" do
    local kib = line:match "^VmRSS:%s+(%d+)"
    if kib then return tonumber(kib) end
  end
end

local before = resident()
local channels, sums = {}, {}
for i = 1, COUNT do
  local ch = channel.new()
  channels[i], sums[i] = ch, 0
  tasklet(function()
    for _ = 1, ROUNDS do
      local v = test.apply(ch.receive, ch)
      sums[i] = sums[i] + v
    end
  end)()
end
tasklet.schedule()
local waiting = resident()
math.randomseed(7)
local order = {}
for i = 1, COUNT do order[i] = i end
for _ = 1, ROUNDS do
  for i = COUNT, 2, -1 do
    local j = math.random(i)
    order[i], order[j] = order[j], order[i]
  end
  for _, i in ipairs(order) do channels[i]:send(i) end
end
for i = 1, COUNT do assert(sums[i] == ROUNDS * i) end
channels, sums, order = nil, nil, nil
print(before, waiting, resident())

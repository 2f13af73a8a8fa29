-- The least ns of many short runs: what stock Lua's coroutines take.
local ROUNDS, COUNT = ...
local clock = os.clock
ROUNDS, COUNT = tonumber(ROUNDS), tonumber(COUNT)

local function measure(name, round)
  local least = math.huge
  for _ = 1, ROUNDS do least = math.min(least, round()) end
  print(name, least / COUNT * 1e9)
end

local step = coroutine.wrap(function()
  local yield = coroutine.yield
  while true do yield() end
end)

measure("pair", function()
  local start = clock()
  for _ = 1, COUNT do step() end
  return clock() - start
end)

local create, resume = coroutine.create, coroutine.resume
local function empty() end

measure("create", function()
  local start = clock()
  for _ = 1, COUNT do resume(create(empty)) end
  return clock() - start
end)

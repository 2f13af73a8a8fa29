-- The least ns of many short runs: a message to a receiver in Lua, in a native that
-- calls the receive back, in nested ones; and a call of a native that calls back once.
local tasklet, channel = require "tasklet", require "channel"
local ROUNDS, COUNT = ...
local clock = os.clock
ROUNDS, COUNT = tonumber(ROUNDS), tonumber(COUNT)

local function measure(name, round)
  local least = math.huge
  for _ = 1, ROUNDS do least = math.min(least, round()) end
  print(name, least / COUNT * 1e9)
end

local ch = channel.new()
local function receive() return ch:receive() end

local function messages(take)
  return function()
    tasklet(function() for i = 1, COUNT do ch:send(i) end end)()
    local start = clock()
    for _ = 1, COUNT do take() end
    local took = clock() - start
    tasklet.schedule()
    return took
  end
end

measure("in Lua", messages(receive))
measure("in a native", messages(function() return test.apply(receive) end))
measure("in two natives", messages(function() return test.apply(test.apply, receive) end))

local function empty() end
local function calls(call)
  return function()
    local start = clock()
    for _ = 1, COUNT do call() end
    return clock() - start
  end
end
measure("plain call", calls(empty))
measure("call by a native", calls(function() return test.apply(empty) end))

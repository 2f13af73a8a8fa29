-- N agents nap, meet in pairs, and all but one die.
--
--     spore run --job agents docs/examples/agents.lua 1000
--     spore ps agents            who sleeps, who waits, for how long
--
-- Each agent is a tasklet: a function with a stack of its own, some hundred bytes, so
-- a hundred thousand of them are no problem. All of them are in the snapshot: after a
-- kill -9 and `spore resume agents` each sleeper wakes when its time has come and
-- each agent that waits at the meeting place still stands there.

local tasklet, channel = require "tasklet", require "channel"

local count = math.tointeger(tonumber((...) or 1000))
local nap_seconds = tonumber((select(2, ...)) or 1)
if not count or count < 1 or not nap_seconds then
  io.stderr:write("usage: agents.lua N [LONGEST NAP IN SECONDS]\n")
  os.exit(64)
end

math.randomseed(42) -- the generator is part of the snapshot too

local place = channel.new() -- where agents meet
local last = channel.new() -- the last agent reports here
local alive, meetings = count, 0

-- An agent begins with strength 1. It naps, then goes to the meeting place. If
-- somebody waits there, it takes that one's strength; else it waits itself, and dies
-- when its strength is taken.
local function agent()
  local strength = 1
  while strength < count do
    tasklet.sleep(math.random() * nap_seconds)
    if place.balance > 0 then -- as many as wait there to send
      strength = strength + place:receive()
      meetings = meetings + 1
    else
      place:send(strength) -- waits here, for as long as it takes
      alive = alive - 1
      return
    end
  end
  last:send(strength)
end

-- Tells on stderr how it goes. It would do so for ever, were it not killed.
local function crier()
  while true do
    io.stderr:write(("%d agents are alive\n"):format(alive))
    tasklet.sleep(nap_seconds)
  end
end

for i = 1, count do
  tasklet(agent)().name = "agent " .. i
end
local herald = tasklet(crier)()
herald.name = "crier"

-- The main tasklet waits until one agent has the strength of all.
local strength = last:receive()
herald:kill()
tasklet.run() -- until nobody is left to run

print(("%d agents, %d meetings"):format(count, meetings))
print(("%d is left, with the strength of %d"):format(alive, strength))
assert(strength == count and meetings == count - 1 and alive == 1)
assert(not herald.alive and place.balance == 0)

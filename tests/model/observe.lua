-- Writes down what real tasklets and channels do, and what their fields say then.

local tasklet = require "tasklet"
local trace = require "trace"

local function ring_names()
  local current = tasklet.current()
  local names, t = {}, current
  repeat
    names[#names + 1] = t.name
    assert(t.next.prev == t)
    t = t.next
  until t == current
  assert(#names == tasklet.count())
  return names
end

local function waiting_names(c)
  local names, t = {}, c.queue
  while t do
    assert(t.channel == c)
    names[#names + 1] = t.name
    t = t.next
  end
  return names
end

-- Numbers of tasklets and identities of channels differ from program to program.
local function show(world, value)
  if value == tasklet.exit then return "exit" end
  if type(value) == "userdata" then return value.name end
  if type(value) ~= "string" then return value end
  return (value:gsub("^[^:]*%.lua:%d+: ", ""):gsub("tasklet %d+ %((%w+)%)", "%1")
    :gsub("channel: 0x%x+", world.names))
end

-- Adds a line to the trace of `world` (see perform.lua): what the tasklet of that name
-- has done and what came of it, and how everything is now. Nothing when main has ended.
return function(world, name, did, is_error, result)
  if world.is_over then return end
  local program, tasklets, channels = world.program, {}, {}
  for i, each in ipairs(program.tasklets) do
    local t = world.tasklets[each]
    tasklets[i] = trace.tasklet(each, t.alive, t.paused, t.blocked, t.scheduled,
      t.waits_for, show(world, t.error))
  end
  for i, each in ipairs(program.channels) do
    local c = world.channels[each]
    assert(c.capacity == program.capacities[each])
    assert(c.closed == (c.closing and c.balance == 0 and c.count == 0))
    channels[i] = trace.channel(each, c.balance, c.count, c.closing, waiting_names(c))
  end
  local line = trace.line(name, did, trace.result(is_error, show(world, result)),
    ring_names(), tasklets, channels)
  world.lines[#world.lines + 1] = line
end

-- Performs a program (see generate.lua) with real tasklets and channels, and writes its
-- trace. The main tasklet is the real one. A world is what one program works with:
--
--   tasklets, channels   the real ones, by name
--   begun                for each tasklet's name how much of its script it has begun
--   is_over              main is at the end of its script: the others end as they are
--   names                of the channels, by what tostring says of them

local tasklet, channel = require "tasklet", require "channel"
local trace = require "trace"

local BUDGET = 10000 -- ticks; more than any slice in which nobody spins

-- ---- the trace ----

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

local function note(world, name, did, is_error, result)
  local program, tasklets, channels = world.program, {}, {}
  for i, each in ipairs(program.tasklets) do
    local t = world.tasklets[each]
    local error = show(world, t.error)
    tasklets[i] = trace.tasklet(each, t.alive, t.paused, t.blocked, t.scheduled, error)
  end
  for i, each in ipairs(program.channels) do
    local c = world.channels[each]
    channels[i] = trace.channel(each, c.balance, c.closing, waiting_names(c))
  end
  local line = trace.line(name, did, trace.result(is_error, show(world, result)),
    ring_names(), tasklets, channels)
  world.lines[#world.lines + 1] = line
end

-- ---- operations ----

local live -- what each tasklet does

local function error_value(operation)
  return operation.value == "exit" and tasklet.exit or operation.value
end

-- Each is called with the object that it works on, the operation, the world, and the
-- name of the tasklet that performs it.
local PERFORM = {
  send = function(c, o) return c:send(error_value(o)) end,
  send_exception = function(c, o) return c:send_exception(error_value(o)) end,
  receive = function(c) return c:receive() end,
  iterate = function(c, o, world, name)
    for v in c do
      if world.is_over then return end
      note(world, name, trace.operation(o), false, v)
    end
  end,
  close = function(c) return c:close() end,
  open = function(c) return c:open() end,
  set_preference = function(c, o) c.preference = o.value end,
  set_schedule_all = function(c, o) c.schedule_all = o.value end,

  schedule = function(_, o)
    if o.value then return tasklet.schedule(o.value) end
    return tasklet.schedule()
  end,
  sleep_nothing = function() return tasklet.sleep(0) end,
  schedule_remove = function(_, o)
    if o.value then return tasklet.schedule_remove(o.value) end
    return tasklet.schedule_remove()
  end,
  run_others = function() return tasklet.run() end,
  run_with_budget = function() return tasklet.run { budget = BUDGET } end,
  spin = function() for _ = 1, BUDGET do end end,

  spawn = function(t, o, world) return t:bind(live):setup(world, o.on) end,
  bind = function(t, o, world) return t:bind(function() live(world, o.on) end) end,
  bind_with_arguments = function(t, o, world) return t:bind(live, world, o.on) end,
  unbind = function(t) return t:bind() end,
  setup = function(t) return t:setup() end,
  insert = function(t) return t:insert() end,
  remove = function(t) return t:remove() end,
  run = function(t) return t:run() end,
  switch = function(t) return t:switch() end,
  kill = function(t, o) return t:kill(o.pending) end,
  throw = function(t, o) return t:throw(error_value(o), o.pending) end,
  raise = function(t, o) return t:raise(error_value(o)) end,
  fail = function(_, o) error(error_value(o), 0) end,
}

local function perform(operation, world, name)
  local object = world.tasklets[operation.on] or world.channels[operation.on]
  return PERFORM[operation.what](object, operation, world, name)
end

-- The variable is closed on the way out, whatever way that is.
local function perform_guarded(operation, world, name)
  local variable <close> = setmetatable({}, { __close = function(_, err)
    if world.is_over then return end
    note(world, name, "closes", err ~= nil, err)
    local result = perform(operation.guard, world, name)
    note(world, name, trace.operation(operation.guard), false, result)
  end })
  return (perform(operation, world, name))
end

-- Ways to call a function without arguments; each gives what pcall would.
local CALL = {
  plain = pcall,
  coroutine = function(act) -- when it fails, it is closed, and the variable with it
    local co = coroutine.create(act)
    local is_done, result = coroutine.resume(co)
    if is_done then return true, result end
    return coroutine.close(co)
  end,
  gsub = function(act)
    return pcall(function()
      local result
      string.gsub("x", "x", function() result = act() end)
      return result
    end)
  end,
  metamethod = function(act)
    return pcall(function() return -setmetatable({}, { __unm = act }) end)
  end,
  iterator = function(act)
    return pcall(function() for result in act do return result end end)
  end,
  xpcall = function(act)
    return xpcall(act, function(err) return err end)
  end,
}

local function attempt(operation, world, name)
  local perform_it = operation.guard and perform_guarded or perform
  return CALL[operation.inside or "plain"](function()
    return perform_it(operation, world, name)
  end)
end

function live(world, name)
  local script, begun = world.program.scripts[name], world.begun
  while not world.is_over do
    begun[name] = begun[name] + 1
    local operation = script[begun[name]]
    if not operation or operation.what == "leave" then
      return note(world, name, "ends", false, nil)
    end
    local is_done, result = attempt(operation, world, name)
    if world.is_over then return end
    note(world, name, trace.operation(operation), not is_done, result)
    if not is_done and not operation.protected then error(result, 0) end
  end
end

-- ---- a whole program ----

local function new_world(program)
  local world = { program = program, lines = {}, is_over = false, tasklets = {},
    channels = {}, begun = {}, names = {} }
  for i, name in ipairs(program.tasklets) do
    world.tasklets[name] = i == 1 and tasklet.main() or tasklet.new()
    world.tasklets[name].name = name
    world.begun[name] = 0
  end
  for _, name in ipairs(program.channels) do
    world.channels[name] = channel.new()
    world.names[tostring(world.channels[name])] = name
  end
  return world
end

-- Gives the list of the trace's lines.
return function(program)
  local world = new_world(program)
  live(world, "main")
  world.is_over = true
  for i = 2, #program.tasklets do world.tasklets[program.tasklets[i]]:kill() end
  assert(tasklet.count() == 1)
  return world.lines
end

-- Performs a program (see generate.lua) with real tasklets and channels, and writes its
-- trace. The main tasklet is the real one. A world is what one program works with:
--
--   tasklets, channels   the real ones, by name
--   begun                for each tasklet's name how much of its script it has begun
--   is_over              main is at the end of its script: the others end as they are
--   names                of the channels, by what tostring says of them

local tasklet, channel = require "tasklet", require "channel"
local note = require "observe"
local trace = require "trace"

local BUDGET = 10000 -- ticks; more than any slice in which nobody spins

-- ---- operations ----

local live -- what each tasklet does

local function error_value(operation)
  return operation.value == "exit" and tasklet.exit or operation.value
end

-- If a budget is over that the trap has held up, it interrupts in the loop.
local function change_trap(change)
  local old = tasklet.switch_trap(change)
  for _ = 1, 2 do end
  return old
end

-- All results of a call as one text, for not all ways to call a function give several.
local function joined(...)
  local texts = table.pack(...)
  for i = 1, texts.n do
    texts[i] = texts[i] == tasklet.exit and "exit" or tostring(texts[i])
  end
  return table.concat(texts, ", ")
end

local function select_case(case, world)
  local c = world.channels[case.on]
  if case.what == "send" then return { c, "send", case.value } end
  return case.is_short and c or { c, "receive" }
end

-- Each is called with the object that it works on, the operation, the world, and the
-- name of the tasklet that performs it.
local PERFORM = {
  send = function(c, o) return joined(c:send(error_value(o), o.timeout)) end,
  send_exception = function(c, o)
    return joined(c:send_exception(error_value(o), o.timeout))
  end,
  receive = function(c, o) return joined(c:receive(o.timeout)) end,
  try_send = function(c, o) return joined(c:try_send(error_value(o))) end,
  try_receive = function(c) return joined(c:try_receive()) end,
  select = function(_, o, world)
    local cases = {}
    for i, case in ipairs(o.cases) do cases[i] = select_case(case, world) end
    return joined(channel.select(cases, o.timeout))
  end,
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
  switch_trap = function(_, o) return change_trap(o.value) end,
  clear_switch_trap = function() return change_trap(-tasklet.switch_trap()) end,

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
  set_tempval = function(t, o) t.tempval = error_value(o) end,
  set_priority = function(t, o) t.priority = o.value end,
  set_block_trap = function(t, o) t.block_trap = o.value end,
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

-- ---- callbacks ----

local function install_callbacks(world)
  local program = world.program
  local function finish(how) if how == "yields" then coroutine.yield() end end
  tasklet.set_schedule_callback(program.schedule_callback and function(previous, next)
    note(world, next.name, "runs after " .. previous.name)
    finish(program.schedule_callback)
  end or nil)
  channel.set_channel_callback(program.channel_callback and function(c, t, sends, blocks)
    local verb, on = sends and "send" or "receive", world.names[tostring(c)]
    local did = ("is about to %s on %s, will block"):format(verb, on)
    note(world, t.name, did, false, blocks)
    finish(program.channel_callback)
  end or nil)
end

local function remove_callbacks()
  tasklet.set_schedule_callback(nil)
  channel.set_channel_callback(nil)
end

-- ---- a whole program ----

-- Main is the same in all programs.
local function new_main()
  local main = tasklet.main()
  main.priority, main.block_trap = 0, false
  tasklet.switch_trap(-tasklet.switch_trap())
  return main
end

local function new_world(program)
  local world = { program = program, lines = {}, is_over = false, tasklets = {},
    channels = {}, begun = {}, names = {} }
  for i, name in ipairs(program.tasklets) do
    world.tasklets[name] = i == 1 and new_main() or tasklet.new()
    world.tasklets[name].name = name
    world.begun[name] = 0
  end
  for _, name in ipairs(program.channels) do
    world.channels[name] = channel.new(program.capacities[name])
    world.names[tostring(world.channels[name])] = name
  end
  return world
end

-- Gives the list of the trace's lines.
return function(program)
  remove_callbacks()
  local world = new_world(program)
  install_callbacks(world)
  live(world, "main")
  world.is_over = true
  remove_callbacks()
  tasklet.switch_trap(-tasklet.switch_trap())
  tasklet.main().priority = 3 -- so that it goes on before anybody else does
  for i = 2, #program.tasklets do world.tasklets[program.tasklets[i]]:kill() end
  assert(tasklet.count() == 1)
  return world.lines
end

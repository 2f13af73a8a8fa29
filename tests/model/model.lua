-- What tasklets and channels do, in plain tables: docs/tasklets.md as a program. It has
-- no tasklets itself: it steps through the scripts of a program (see generate.lua), one
-- operation of one tasklet after the other, and writes the trace.
--
--   ring       list of tasklets: ring[1] runs, ring[2] is next, the last one is the tail
--   watchers   list of the tasklets inside tasklet.run(), the innermost last
--
-- A channel has
--   queue        list of those that wait: all of them to send, or all to receive
--   preference, schedule_all, closing
--
-- A tasklet has
--   state        new, runnable, paused, sending, receiving, watching or dead
--   is_bound     it has a function, and no arguments yet
--   operation    the one in which it stands; nil: it is about to begin the next one
--   outcome      { value = v } or { error = e }: what that operation will return or raise
--                when the tasklet's turn comes
--   guarded      while it performs a guard: the operation inside of that, and its outcome
--   channel      where it waits; what it wants to send lies in `offer`
--   has_budget   it is inside run{budget = …}
--   error        what it died of
--
-- This file knows the ring and how tasklets wait, end and take turns; operations.lua
-- says what each operation does with them.

local operations = require "operations"
local trace = require "trace"

local Model = {}
Model.__index = Model

local function take_out(list, item)
  for i, each in ipairs(list) do
    if each == item then return table.remove(list, i) end
  end
end

-- ---- the ring ----

function Model:insert(t)
  t.state = "runnable"
  table.insert(self.ring, t)
end

function Model:insert_next(t)
  t.state = "runnable"
  table.insert(self.ring, 2, t)
end

function Model:remove(t)
  take_out(self.ring, t)
  t.state = "paused"
end

-- `t`, a member of the ring, runs now; the ring keeps its order.
function Model:turn_to(t)
  while self.ring[1] ~= t do
    table.insert(self.ring, table.remove(self.ring, 1))
  end
end

function Model:turn()
  self:turn_to(self.ring[2] or self.ring[1])
end

-- ---- waiting ----

-- The running tasklet leaves the ring; it stands at the end of `list` then.
function Model:wait(t, state, list)
  self:remove(t)
  t.state = state
  table.insert(list, t)
end

-- One that waits does so no longer: it is paused. If it is inside run(), so are those
-- whose run() began later, within it: they can run again.
function Model:release(t)
  if t.channel then
    take_out(t.channel.queue, t)
    t.channel = nil
  elseif t.state == "watching" then
    local watcher = table.remove(self.watchers)
    while watcher ~= t do
      watcher.outcome = {}
      self:insert(watcher)
      watcher = table.remove(self.watchers)
    end
  else
    return
  end
  t.state = "paused"
  t.outcome = {}
end

-- May the running tasklet leave the ring? Not if it is the last one and main would have
-- to wait for ever.
function Model:may_leave()
  return #self.ring > 1 or #self.watchers > 0 or self.main.state == "paused"
end

local function waiting_text(t)
  local act = t.state == "sending" and "send" or "receive"
  return ("; %s waits to %s on %s"):format(t.name, act, t.channel.name)
end

-- Who else waits: main, and those on the same channel, of whom four are named.
function Model:deadlock_text(victim, what, queue)
  local text = "deadlock: " .. victim.name .. what
  if self.main ~= victim and self.main.channel then
    text = text .. waiting_text(self.main)
  end
  local count = 0
  for _, t in ipairs(queue) do
    if t ~= victim and t ~= self.main then
      count = count + 1
      if count > 4 then return text .. "; and others" end
      text = text .. waiting_text(t)
    end
  end
  return text
end

function Model:deadlock_on(victim, act, channel)
  local what = (" would wait for ever to %s on %s"):format(act, channel.name)
  return self:deadlock_text(victim, what, channel.queue)
end

-- ---- errors and ends ----

-- Raises an error in a tasklet that does not run, wherever it stands.
function Model:post(t, error)
  self:release(t)
  t.outcome = { error = error }
  if t.state ~= "runnable" then self:insert(t) end
end

-- An error that leaves a tasklet is raised in the innermost run(), else in main.
function Model:bury(t, error)
  self:remove(t)
  t.state, t.error = "dead", error
  if not error or error == "exit" then return end
  local taker = self.watchers[#self.watchers] or self.main
  self:post(taker, error)
  self:turn_to(taker)
end

-- Nobody is left to run: the innermost run() returns. If there is none, it is main's
-- turn, and if main waits on a channel, that was for ever.
function Model:refill()
  local main = self.main
  local watcher = self.watchers[#self.watchers]
  if watcher then
    self:release(watcher)
    self:insert(watcher)
  elseif main.channel then
    local act = main.state == "sending" and "send" or "receive"
    self:post(main, self:deadlock_on(main, act, main.channel))
  else
    self:insert(main)
  end
end

-- ---- turns ----

function Model:begin(t, operation)
  t.operation = operation
  operations[operation.what](self, t, operation, operation.on and self[operation.on])
end

-- The operation in which t stands has come to `outcome`; for a loop, a value is no end.
function Model:finish(t, outcome)
  local operation = t.operation
  if operation.what == "iterate" and outcome.value ~= nil then
    self:note(t, trace.operation(operation), outcome)
    self:begin(t, operation)
  elseif operation.guard then
    t.guarded = { operation = operation, outcome = outcome }
    self:note(t, "closes", { error = outcome.error })
    self:begin(t, operation.guard)
  elseif t.guarded then
    self:finish_guard(t, t.guarded, outcome)
  else
    self:conclude(t, operation, outcome)
  end
end

-- An error of the guard replaces what the operation inside of it came to.
function Model:finish_guard(t, guarded, outcome)
  t.guarded = nil
  if outcome.error then return self:conclude(t, guarded.operation, outcome) end
  self:note(t, trace.operation(t.operation), outcome)
  self:conclude(t, guarded.operation, guarded.outcome)
end

function Model:conclude(t, operation, outcome)
  t.operation = nil
  self:note(t, trace.operation(operation), outcome)
  if outcome.error and not operation.protected then self:bury(t, outcome.error) end
end

-- The running tasklet learns what its operation came to, or begins the next one. An
-- error may have been thrown into it before its first one.
function Model:step()
  if #self.ring == 0 then self:refill() end
  local t = self.ring[1]
  local outcome = t.outcome
  t.outcome = nil
  if outcome and t.operation then return self:finish(t, outcome) end
  if outcome then return self:bury(t, outcome.error) end
  t.begun = t.begun + 1
  local operation = t.script[t.begun]
  if operation and operation.what ~= "leave" then return self:begin(t, operation) end
  self:note(t, "ends", {})
  self.is_over = t == self.main
  self:bury(t)
end

-- ---- the trace ----

local function names_of(list)
  local names = {}
  for i, t in ipairs(list) do names[i] = t.name end
  return names
end

local function tasklet_text(t)
  local waits = t.channel ~= nil
  local is_paused = t.state == "paused" or t.state == "watching"
  local is_alive = t.state ~= "new" and t.state ~= "dead"
  local is_scheduled = waits or t.state == "runnable"
  return trace.tasklet(t.name, is_alive, is_paused, waits, is_scheduled, t.error)
end

local function channel_text(c)
  local is_sending = c.queue[1] and c.queue[1].state == "sending"
  local balance = is_sending and #c.queue or -#c.queue
  return trace.channel(c.name, balance, c.closing, names_of(c.queue))
end

function Model:note(t, did, outcome)
  local tasklets, channels = {}, {}
  for i, each in ipairs(self.tasklets) do tasklets[i] = tasklet_text(each) end
  for i, each in ipairs(self.channels) do channels[i] = channel_text(each) end
  local value = outcome.value
  if type(value) == "table" then value = value.name end
  local result = trace.result(outcome.error ~= nil, outcome.error or value)
  local ring = names_of(self.ring)
  table.insert(self.lines, trace.line(t.name, did, result, ring, tasklets, channels))
end

-- ---- a whole program ----

local function new_model(program)
  local model = setmetatable({ ring = {}, watchers = {}, tasklets = {}, channels = {},
    lines = {} }, Model)
  for i, name in ipairs(program.tasklets) do
    local t = { name = name, state = "new", script = program.scripts[name], begun = 0 }
    model.tasklets[i], model[name] = t, t
  end
  for i, name in ipairs(program.channels) do
    local c = { name = name, queue = {}, preference = -1, schedule_all = false,
      closing = false }
    model.channels[i], model[name] = c, c
  end
  model:insert(model.main)
  return model
end

-- Gives the list of the trace's lines.
return function(program)
  local model = new_model(program)
  while not model.is_over do model:step() end
  return model.lines
end

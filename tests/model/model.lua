-- What tasklets and channels do, in plain tables: docs/tasklets.md as a program. It has
-- no tasklets itself: it steps through the scripts of a program (see generate.lua), one
-- operation of one tasklet after the other, and writes the trace.
--
--   ring         list of tasklets: ring[1] runs, the last one is the tail
--   waiting      list of the tasklets that wait on channels, in the order of coming
--   watchers     list of the tasklets inside tasklet.run(), the innermost last
--   switch_trap  the level
--   overspent    the tasklet that has used up its budget behind the trap, if any
--   last         the tasklet that did the last step
--
-- A channel has
--   preference, schedule_all, closing, capacity
--   buffer       list of outcomes for those who will receive
--
-- A tasklet has
--   state        new, runnable, paused, sending, receiving, selecting, watching or dead
--   priority, block_trap
--   is_bound     it has a function, and no arguments yet
--   operation    the one in which it stands; nil: it is about to begin the next one
--   outcome      what that operation will return or raise when the tasklet's turn comes:
--                { error = e }, or { value = v, before = text, after = text }, with what
--                the trace shows before and after the value
--   settled      the outcome, if it was interrupted: only an error can take its place
--   guarded      while it performs a guard: the operation inside of that, and its outcome
--   actions      what it waits for on channels: see channels.lua
--   has_budget   it is inside run{budget = …}
--   error        what it died of
--
-- This file knows how the scripts go on; scheduler.lua how tasklets wait, end and take
-- turns; channels.lua and operations.lua say what each operation does with them.

local channels = require "channels"
local operations = require "operations"
local scheduler = require "scheduler"
local trace = require "trace"

local Model = setmetatable({}, { __index = scheduler })
Model.__index = Model

-- ---- turns ----

function Model:begin(t, operation)
  t.operation = operation
  local act = channels[operation.what] or operations[operation.what]
  act(self, t, operation, operation.on and self[operation.on])
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

-- Another tasklet runs now than before.
function Model:switched(t)
  if self.program.schedule_callback then
    self:note(t, "runs after " .. self.last.name, {})
  end
  self.last, self.overspent = t, nil
end

-- The running tasklet learns what its operation came to, or begins the next one. An
-- error may have been thrown into it before its first one.
function Model:step()
  if #self.ring == 0 then self:refill() end
  local t = self.ring[1]
  local outcome = t.outcome
  if t ~= self.last then self:switched(t) end
  t.outcome, t.settled = nil, nil
  if outcome and t.operation then return self:finish(t, outcome) end
  if outcome then return self:bury(t, outcome.error) end
  t.begun = t.begun + 1
  local operation = t.script[t.begun]
  if operation and operation.what ~= "leave" then return self:begin(t, operation) end
  self:note(t, "ends", {})
  self.is_over = t == self.main
  self:bury(t)
end

-- ---- choices ----

-- One of several things that may happen. A choice that is not made yet is the first one;
-- explain.lua tries the others.
function Model:choose(options)
  self.choice_count = self.choice_count + 1
  local choice = self.choices[self.choice_count]
  if not choice then
    choice = { index = 1, count = #options }
    self.choices[self.choice_count] = choice
  end
  return options[choice.index]
end

-- ---- the trace ----

local function names_of(list)
  local names = {}
  for i, t in ipairs(list) do names[i] = t.name end
  return names
end

local WAITS_FOR = { sending = "send", receiving = "receive", selecting = "select",
  watching = "run" }

local function tasklet_text(t)
  local waits = t.actions ~= nil
  local is_paused = t.state == "paused" or t.state == "watching"
  local is_alive = t.state ~= "new" and t.state ~= "dead"
  local is_scheduled = waits or t.state == "runnable"
  return trace.tasklet(t.name, is_alive, is_paused, waits, is_scheduled,
    WAITS_FOR[t.state], t.error)
end

local function channel_text(c, queue)
  local is_sending = queue[1] and queue[1].state == "sending"
  local balance = is_sending and #queue or -#queue
  return trace.channel(c.name, balance, #c.buffer, c.closing, names_of(queue))
end

local function outcome_text(outcome)
  local value = outcome.value
  if type(value) == "table" then value = value.name end
  return (outcome.before or "") .. tostring(value) .. (outcome.after or "")
end

function Model:note(t, did, outcome)
  local tasklets, texts = {}, {}
  for i, each in ipairs(self.tasklets) do tasklets[i] = tasklet_text(each) end
  for i, each in ipairs(self.channels) do
    texts[i] = channel_text(each, self:queue(each))
  end
  local is_error = outcome.error ~= nil
  local text = is_error and outcome.error or outcome_text(outcome)
  local result = trace.result(is_error, text)
  local ring = names_of(self.ring)
  table.insert(self.lines, trace.line(t.name, did, result, ring, tasklets, texts))
end

-- ---- a whole program ----

local function new_model(program, choices)
  local model = setmetatable({ program = program, choices = choices, choice_count = 0,
    ring = {}, waiting = {}, watchers = {}, tasklets = {}, channels = {}, lines = {},
    switch_trap = 0 }, Model)
  for i, name in ipairs(program.tasklets) do
    local t = { name = name, state = "new", script = program.scripts[name], begun = 0,
      priority = 0, block_trap = false }
    model.tasklets[i], model[name] = t, t
  end
  for i, name in ipairs(program.channels) do
    local c = { name = name, preference = -1, schedule_all = false, closing = false,
      capacity = program.capacities[name], buffer = {} }
    model.channels[i], model[name] = c, c
  end
  model:insert(model.main)
  model.last = model.main
  return model
end

-- Gives the list of the trace's lines, up to the first one that is not in `performed`.
-- `choices` is a list of { index = , count = }; those that it lacks are made and added.
return function(program, choices, performed)
  local model = new_model(program, choices)
  local lines, checked = model.lines, 0
  while not model.is_over do
    model:step()
    while checked < #lines do
      checked = checked + 1
      if lines[checked] ~= performed[checked] then return lines end
    end
  end
  return lines
end

-- What each operation does, in the model (see model.lua): operations[what](model, me,
-- operation, object), where `me` is the tasklet that performs it, the first of the
-- ring, and `object` the channel or tasklet that it is called on. Those on channels are
-- in channels.lua.
--
-- An operation is done when `me` has an outcome and its turn has come. So one that does
-- not wait sets the outcome and leaves the ring alone; one that lets others run sets
-- the outcome and turns the ring; one that waits leaves the ring without an outcome,
-- and somebody else will set it.

local operations = {}

local function returns(me, value) me.outcome = { value = value } end
local function raises(me, error) me.outcome = { error = error } end

-- ---- the module ----

-- Alone, one goes on at once. With others in the ring it counts as a switch, even if
-- their priority is lower.
local function let_others_run(model, me, value)
  if #model.ring > 1 and not model:may_switch(me) then return end
  returns(me, value)
  model:turn()
end

function operations.schedule(model, me, operation)
  let_others_run(model, me, operation.value or me)
end

-- What sleep(0) is.
function operations.sleep_nothing(model, me)
  let_others_run(model, me)
end

-- Main may do so alone: it goes on at once.
function operations.schedule_remove(model, me, operation)
  local may_leave = model:may_leave()
  if not may_leave and me ~= model.main then
    local what = " is the last one that runs and would pause"
    raises(me, model:deadlock_text(me, what, {}))
  elseif not may_leave or model:may_switch(me) then
    returns(me, operation.value or me)
    model:remove(me)
  end
end

function operations.run_others(model, me, operation)
  if #model.ring > 1 and not model:may_switch(me) then return end
  me.has_budget = operation.what == "run_with_budget"
  returns(me)
  model:wait(me, "watching", model.watchers)
end

operations.run_with_budget = operations.run_others

-- ---- budgets and traps ----

-- The outermost of those who gave a budget.
local function budget_owner(model)
  for _, owner in ipairs(model.watchers) do
    if owner.has_budget then return owner end
  end
end

-- `me`, whose operation is done, is paused, and the owner of the budget gets it.
local function interrupt(model, me, owner)
  me.settled = me.outcome
  model:remove(me)
  model:release(owner)
  returns(owner, me)
  model:insert(owner)
  model:turn_to(owner)
end

-- Takes longer than any budget, once.
function operations.spin(model, me)
  local owner = budget_owner(model)
  returns(me)
  if owner and model.switch_trap == 0 then return interrupt(model, me, owner) end
  model.overspent = owner and me
end

-- Behind the trap no budget interrupts; when the trap is gone, one that is over does.
function operations.switch_trap(model, me, operation)
  returns(me, model.switch_trap)
  model.switch_trap = model.switch_trap + operation.value
  local owner = budget_owner(model)
  if model.switch_trap == 0 and model.overspent == me and owner then
    interrupt(model, me, owner)
  end
end

function operations.clear_switch_trap(model, me)
  operations.switch_trap(model, me, { value = -model.switch_trap })
end

function operations.set_block_trap(_, me, operation, t)
  t.block_trap = operation.value
  returns(me)
end

function operations.set_priority(_, me, operation, t)
  t.priority = operation.value
  returns(me)
end

-- ---- the life of a tasklet ----

local function is_alive(t)
  return t.state ~= "new" and t.state ~= "dead"
end

-- Why t cannot be bound now, if it cannot.
local function obstacle_to_bind(me, t)
  if t == me then return "can't bind the current tasklet" end
  if t.state == "runnable" then return "tasklet is scheduled" end
  if t.actions then return "tasklet is blocked" end
  if t.state == "watching" then return "tasklet is in run()" end
end

-- Whatever t was doing is forgotten.
local function bind(me, t, state, is_bound)
  local obstacle = obstacle_to_bind(me, t)
  if obstacle then return raises(me, obstacle) end
  t.state, t.is_bound = state, is_bound
  t.operation, t.guarded, t.outcome, t.settled, t.error = nil, nil, nil, nil, nil
  returns(me, t)
end

function operations.bind(_, me, _, t)
  bind(me, t, "new", true)
end

function operations.bind_with_arguments(_, me, _, t)
  bind(me, t, "paused", false)
end

function operations.unbind(model, me, _, t)
  if t == model.main and not obstacle_to_bind(me, t) then
    return raises(me, "can't unbind the main tasklet")
  end
  bind(me, t, "new", false)
end

function operations.setup(model, me, _, t)
  if is_alive(t) then return raises(me, "tasklet is alive") end
  if not t.is_bound then return raises(me, "the tasklet was not bound to a function") end
  t.is_bound = false
  model:insert(t)
  returns(me, t)
end

function operations.spawn(model, me, operation, t)
  operations.bind(model, me, operation, t)
  if not me.outcome.error then operations.setup(model, me, operation, t) end
end

function operations.fail(_, me, operation)
  raises(me, operation.value)
end

-- ---- tasklets and the ring ----

-- Else `me` has an error for outcome.
local function is_able_to_run(me, t)
  if t.actions then
    raises(me, "cannot run a blocked tasklet")
  elseif not is_alive(t) then
    raises(me, "cannot run an unbound (dead) tasklet")
  else
    return true
  end
  return false
end

local function may_run(model, me, t)
  return is_able_to_run(me, t) and (t == me or model:may_switch(me))
end

-- Puts t into the ring, if it is not there.
local function make_runnable(model, t)
  model:release(t)
  if t.state == "paused" then model:insert(t) end
end

function operations.insert(model, me, _, t)
  if not is_able_to_run(me, t) then return end
  make_runnable(model, t)
  returns(me, t)
end

function operations.remove(model, me, _, t)
  if t.actions then return raises(me, "cannot remove a blocked tasklet") end
  if t == me then return raises(me, "the current tasklet cannot be removed") end
  if t.state == "runnable" then model:remove(t) end
  returns(me, t)
end

function operations.run(model, me, _, t)
  if not may_run(model, me, t) then return end
  make_runnable(model, t)
  returns(me)
  model:turn_to(t)
end

function operations.switch(model, me, _, t)
  if not may_run(model, me, t) then return end
  make_runnable(model, t)
  returns(me)
  model:turn_to(t)
  if t ~= me then model:remove(me) end
end

-- ---- errors for others ----

-- Now: t is put before `me`, which goes on right after it.
local function post(model, me, t, error, is_pending)
  if t == me then return raises(me, error) end
  if not is_pending and not model:may_switch(me) then return end
  returns(me)
  if is_pending then return model:post(t, error) end
  if t.state == "runnable" then model:remove(t) end
  model:post(t, error)
  model:turn_to(t)
end

function operations.kill(model, me, operation, t)
  if not is_alive(t) then return returns(me) end
  post(model, me, t, "exit", operation.pending)
end

function operations.throw(model, me, operation, t)
  if is_alive(t) then return post(model, me, t, operation.value, operation.pending) end
  if operation.value == "exit" then return returns(me) end
  raises(me, "cannot throw to a dead tasklet")
end

operations.raise = operations.throw

-- ---- values for others ----

-- What it will return: takes the place of what it was to return or raise. One that has
-- not begun stands in no call, and one that was interrupted neither: there it only takes
-- away an error. A sender sends it. Other waiting ones get something else later.
function operations.set_tempval(_, me, operation, t)
  if t == me or not is_alive(t) then
    return raises(me, "tempval can be set of a living tasklet that is not current")
  end
  returns(me)
  if t.state == "sending" then
    t.actions[1].offer = { value = operation.value }
  elseif not t.actions then
    t.outcome = t.settled or t.operation and { value = operation.value }
  end
end

return operations

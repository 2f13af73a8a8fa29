-- What each operation does, in the model (see model.lua): operations[what](model, me,
-- operation, object), where `me` is the tasklet that performs it, the first of the
-- ring, and `object` the channel or tasklet that it is called on.
--
-- An operation is done when `me` has an outcome and its turn has come. So one that does
-- not wait sets the outcome and leaves the ring alone; one that lets others run sets
-- the outcome and turns the ring; one that waits leaves the ring without an outcome,
-- and somebody else will set it.

local operations = {}

local function returns(me, value) me.outcome = { value = value } end
local function raises(me, error) me.outcome = { error = error } end

-- ---- channels ----

local SIDES = {
  send = { state = "sending", partner_state = "receiving", partner_first = -1 },
  receive = { state = "receiving", partner_state = "sending", partner_first = 1 },
}

-- `me` has met `partner`, who waited. The ring was me, others…; it becomes
--
--   schedule_all                                            others…, partner, me
--   preference -1 and me sends, or 1 and me receives        partner, others…, me
--   else                                                    me, others…, partner
local function take_turns(model, partner, channel, side)
  if channel.schedule_all then
    model:insert(partner)
    model:turn()
  elseif channel.preference == side.partner_first then
    model:insert_next(partner)
    model:turn()
  else
    model:insert(partner)
  end
end

-- `offer` is the outcome that the receiver will have; `if_closed` the one of `me` if it
-- would have to wait on a closed channel.
local function meet_or_wait(model, me, channel, act, offer, if_closed)
  local side = SIDES[act]
  local partner = channel.queue[1]
  if partner and partner.state == side.partner_state then
    model:release(partner)
    if act == "send" then
      partner.outcome, me.outcome = offer, {}
    else
      partner.outcome, me.outcome = {}, partner.offer
    end
    take_turns(model, partner, channel, side)
  elseif channel.closing then
    me.outcome = if_closed
  elseif not model:may_leave() then
    raises(me, model:deadlock_on(me, act, channel))
  else
    me.channel, me.offer = channel, offer
    model:wait(me, side.state, channel.queue)
  end
end

local CLOSED = { error = "channel is closed" }
local LOOP_ENDS = {}

function operations.send(model, me, operation, channel)
  meet_or_wait(model, me, channel, "send", { value = operation.value }, CLOSED)
end

function operations.send_exception(model, me, operation, channel)
  meet_or_wait(model, me, channel, "send", { error = operation.value }, CLOSED)
end

function operations.receive(model, me, _, channel)
  meet_or_wait(model, me, channel, "receive", nil, CLOSED)
end

function operations.iterate(model, me, _, channel)
  meet_or_wait(model, me, channel, "receive", nil, LOOP_ENDS)
end

-- Those who wait do so no longer, in the order of the queue.
function operations.close(model, me, _, channel)
  channel.closing = true
  while channel.queue[1] do
    local t = channel.queue[1]
    model:release(t)
    t.outcome = t.operation.what == "iterate" and LOOP_ENDS or CLOSED
    model:insert(t)
  end
  returns(me)
end

function operations.open(_, me, _, channel)
  channel.closing = false
  returns(me)
end

-- Only the sign counts.
function operations.set_preference(_, me, operation, channel)
  channel.preference = math.max(-1, math.min(operation.value, 1))
  returns(me)
end

function operations.set_schedule_all(_, me, operation, channel)
  channel.schedule_all = operation.value
  returns(me)
end

-- ---- the module ----

function operations.schedule(model, me, operation)
  returns(me, operation.value or me)
  model:turn()
end

-- What sleep(0) is.
function operations.sleep_nothing(model, me)
  returns(me)
  model:turn()
end

-- Main may do so alone: it goes on at once.
function operations.schedule_remove(model, me, operation)
  if model:may_leave() or me == model.main then
    returns(me, operation.value or me)
    model:remove(me)
  else
    local what = " is the last one that runs and would pause"
    raises(me, model:deadlock_text(me, what, {}))
  end
end

function operations.run_others(model, me, operation)
  me.has_budget = operation.what == "run_with_budget"
  model:wait(me, "watching", model.watchers)
end

operations.run_with_budget = operations.run_others

-- Takes longer than any budget, once. If somebody gave one, `me` is paused and the
-- outermost of those who did gets it.
function operations.spin(model, me)
  returns(me)
  for _, owner in ipairs(model.watchers) do
    if owner.has_budget then
      model:remove(me)
      model:release(owner)
      returns(owner, me)
      model:insert(owner)
      return model:turn_to(owner)
    end
  end
end

-- ---- the life of a tasklet ----

local function is_alive(t)
  return t.state ~= "new" and t.state ~= "dead"
end

-- Why t cannot be bound now, if it cannot.
local function obstacle_to_bind(me, t)
  if t == me then return "can't bind the current tasklet" end
  if t.state == "runnable" then return "tasklet is scheduled" end
  if t.channel then return "tasklet is blocked" end
  if t.state == "watching" then return "tasklet is in run()" end
end

-- Whatever t was doing is forgotten.
local function bind(me, t, state, is_bound)
  local obstacle = obstacle_to_bind(me, t)
  if obstacle then return raises(me, obstacle) end
  t.state, t.is_bound = state, is_bound
  t.operation, t.guarded, t.outcome, t.error = nil, nil, nil, nil
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

-- Puts t into the ring, if it is not there; false: `me` has an error for outcome.
local function make_runnable(model, me, t)
  if t.channel then
    raises(me, "cannot run a blocked tasklet")
  elseif not is_alive(t) then
    raises(me, "cannot run an unbound (dead) tasklet")
  else
    model:release(t)
    if t.state == "paused" then model:insert(t) end
    return true
  end
  return false
end

function operations.insert(model, me, _, t)
  if make_runnable(model, me, t) then returns(me, t) end
end

function operations.remove(model, me, _, t)
  if t.channel then return raises(me, "cannot remove a blocked tasklet") end
  if t == me then return raises(me, "the current tasklet cannot be removed") end
  if t.state == "runnable" then model:remove(t) end
  returns(me, t)
end

function operations.run(model, me, _, t)
  if not make_runnable(model, me, t) then return end
  returns(me)
  model:turn_to(t)
end

function operations.switch(model, me, _, t)
  if not make_runnable(model, me, t) then return end
  returns(me)
  model:turn_to(t)
  if t ~= me then model:remove(me) end
end

-- ---- errors for others ----

-- Now: t is put before `me`, which goes on right after it.
local function post(model, me, t, error, is_pending)
  if t == me then return raises(me, error) end
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

return operations

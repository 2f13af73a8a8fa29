-- What each operation on channels does, in the model: see operations.lua for the form,
-- model.lua for the rest.
--
-- An action is what one side wants of a channel:
--   channel
--   sends      it wants to send; else to receive
--   offer      the outcome that the receiver will have
--   reply      a function: gives the outcome of the one that acts, from what it received
--              ({} if it sends)
--   if_closed  the outcome if it would have to wait on a closed channel
--
-- One that waits has a list of them in `actions`: of select several, else one.

local operations = {}

-- ---- replies ----

local CLOSED = { error = "channel is closed" }
local TIMEOUT = { after = ", timeout" }

local function reply_plain(received) return received end
local function reply_sent() return { value = true } end

local function reply_with(text)
  return function(received)
    return { value = received.value, error = received.error, before = text }
  end
end

-- ---- meeting ----

-- The one that waits longest for the other side of `action`, and its action.
local function find_partner(model, action)
  for _, t in ipairs(model.waiting) do
    for _, other in ipairs(t.actions) do
      if other.channel == action.channel and other.sends ~= action.sends then
        return t, other
      end
    end
  end
end

local function is_possible(model, action)
  local channel = action.channel
  local has_room = #channel.buffer < channel.capacity and not channel.closing
  if action.sends and has_room then return true end
  if not action.sends and #channel.buffer > 0 then return true end
  return find_partner(model, action) ~= nil
end

local function is_partner_first(action)
  return action.channel.preference == (action.sends and -1 or 1)
end

-- `me` has met `partner`, who waited. The ring was me, others…; it becomes
--
--   schedule_all                                            others…, partner, me
--   preference -1 and me sends, or 1 and me receives        partner, others…, me
--   else                                                    me, others…, partner
--
-- and with schedule_all it is the turn of the first one of the highest priority.
local function take_turns(model, partner, action)
  if action.channel.schedule_all then
    model:insert(partner)
    model:turn()
  elseif is_partner_first(action) then
    model:insert_next(partner)
    model:turn_to(partner)
  else
    model:insert(partner)
  end
end

local function meet(model, me, action, partner, other)
  local switches = action.channel.schedule_all or is_partner_first(action)
  if switches and not model:may_switch(me) then return end
  model:release(partner)
  me.outcome = action.reply(action.sends and {} or other.offer)
  partner.outcome = other.reply(action.sends and action.offer or {})
  take_turns(model, partner, action)
end

-- The oldest value goes, that of the sender who waits longest comes.
local function receive_buffered(model, me, action)
  local buffer = action.channel.buffer
  me.outcome = action.reply(table.remove(buffer, 1))
  local sender, other = find_partner(model, action)
  if sender then
    model:release(sender)
    sender.outcome = other.reply({})
    model:insert(sender)
    table.insert(buffer, other.offer)
  end
end

-- Does what is possible.
local function act(model, me, action)
  if not action.sends and #action.channel.buffer > 0 then
    return receive_buffered(model, me, action)
  end
  local partner, other = find_partner(model, action)
  if partner then return meet(model, me, action, partner, other) end
  table.insert(action.channel.buffer, action.offer)
  me.outcome = action.reply({})
end

-- ---- sending and receiving ----

local STATES = { [true] = "sending", [false] = "receiving" }

local function tell_callback(model, me, action)
  if not model.program.channel_callback then return end
  local verb = action.sends and "send" or "receive"
  local did = ("is about to %s on %s, will block"):format(verb, action.channel.name)
  model:note(me, did, { value = not is_possible(model, action) })
end

-- `if_busy` is the outcome of `me` if it would have to wait; nil: it waits.
local function perform(model, me, action, if_busy)
  tell_callback(model, me, action)
  if is_possible(model, action) then
    act(model, me, action)
  elseif action.channel.closing then
    me.outcome = action.if_closed
  elseif if_busy then
    me.outcome = if_busy
  elseif model:may_wait(me, function() return model:deadlock_on(me, action) end) then
    me.actions = { action }
    model:wait(me, STATES[action.sends], model.waiting)
  end
end

local function send(model, me, operation, channel, offer)
  perform(model, me, { channel = channel, sends = true, offer = offer, if_closed = CLOSED,
    reply = operation.timeout and reply_sent or reply_plain },
    operation.timeout and TIMEOUT)
end

function operations.send(model, me, operation, channel)
  send(model, me, operation, channel, { value = operation.value })
end

function operations.send_exception(model, me, operation, channel)
  send(model, me, operation, channel, { error = operation.value })
end

function operations.receive(model, me, operation, channel)
  perform(model, me, { channel = channel, sends = false, if_closed = CLOSED,
    reply = reply_plain }, operation.timeout and TIMEOUT)
end

function operations.iterate(model, me, _, channel)
  perform(model, me, { channel = channel, sends = false, if_closed = {},
    reply = reply_plain })
end

function operations.try_send(model, me, operation, channel)
  perform(model, me, { channel = channel, sends = true, if_closed = CLOSED,
    offer = { value = operation.value }, reply = reply_sent }, { value = false })
end

function operations.try_receive(model, me, _, channel)
  perform(model, me, { channel = channel, sends = false, reply = reply_with("true, "),
    if_closed = { value = false, after = ", closed" } }, { value = false })
end

-- ---- select ----

local function case_action(model, number, case)
  local before = number .. ", "
  local sends = case.what == "send"
  return { channel = model[case.on], sends = sends, offer = { value = case.value },
    reply = reply_with(before),
    if_closed = sends and CLOSED or { before = before, after = ", closed" } }
end

-- Any of the possible cases may be done; a closed channel's is one.
function operations.select(model, me, operation)
  local actions, possible = {}, {}
  for i, case in ipairs(operation.cases) do
    actions[i] = case_action(model, i, case)
    if is_possible(model, actions[i]) or actions[i].channel.closing then
      table.insert(possible, actions[i])
    end
  end
  if #possible > 0 then
    local action = model:choose(possible)
    if is_possible(model, action) then return act(model, me, action) end
    me.outcome = action.if_closed
  elseif operation.timeout then
    me.outcome = TIMEOUT
  elseif model:may_wait(me, function() return model:deadlock_in_select(me) end) then
    me.actions = actions
    model:wait(me, "selecting", model.waiting)
  end
end

-- ---- closing, and fields ----

local function find_waiting(model, channel)
  for _, t in ipairs(model.waiting) do
    for _, action in ipairs(t.actions) do
      if action.channel == channel then return t, action end
    end
  end
end

-- Those who wait do so no longer, in the order of coming.
function operations.close(model, me, _, channel)
  channel.closing = true
  local t, action = find_waiting(model, channel)
  while t do
    model:release(t)
    t.outcome = action.if_closed
    model:insert(t)
    t, action = find_waiting(model, channel)
  end
  me.outcome = {}
end

function operations.open(_, me, _, channel)
  channel.closing = false
  me.outcome = {}
end

-- Only the sign counts.
function operations.set_preference(_, me, operation, channel)
  channel.preference = math.max(-1, math.min(operation.value, 1))
  me.outcome = {}
end

function operations.set_schedule_all(_, me, operation, channel)
  channel.schedule_all = operation.value
  me.outcome = {}
end

return operations

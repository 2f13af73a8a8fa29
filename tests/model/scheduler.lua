-- The model's ring: who runs next, who waits, and what happens when a tasklet ends or
-- fails. These are methods of the model; its parts are explained in model.lua.

local scheduler = {}

local function take_out(list, item)
  for i, each in ipairs(list) do
    if each == item then return table.remove(list, i) end
  end
end

-- ---- the ring ----

function scheduler:insert(t)
  t.state = "runnable"
  table.insert(self.ring, t)
end

function scheduler:insert_next(t)
  t.state = "runnable"
  table.insert(self.ring, 2, t)
end

-- `t`, a member of the ring, runs now; the ring keeps its order.
function scheduler:turn_to(t)
  while self.ring[1] ~= t do
    table.insert(self.ring, table.remove(self.ring, 1))
  end
end

-- The first of those of the highest priority, from ring[from] on and round to ring[1].
local function first_of_highest(ring, from)
  local best
  for i = from, from + #ring - 1 do
    local t = ring[(i - 1) % #ring + 1]
    if not best or t.priority > best.priority then best = t end
  end
  return best
end

function scheduler:turn()
  self:turn_to(first_of_highest(self.ring, 2))
end

function scheduler:remove(t)
  local was_running = self.ring[1] == t
  take_out(self.ring, t)
  t.state = "paused"
  if was_running and #self.ring > 0 then self:turn_to(first_of_highest(self.ring, 1)) end
end

-- May the running tasklet let another one run? Else it has an error for outcome.
function scheduler:may_switch(t)
  if self.switch_trap == 0 then return true end
  t.outcome = { error = "switch_trap: this would switch to another tasklet" }
  return false
end

-- ---- waiting ----

-- The running tasklet leaves the ring; it stands at the end of `list` then.
function scheduler:wait(t, state, list)
  self:remove(t)
  t.state = state
  table.insert(list, t)
end

-- One that waits does so no longer: it is paused. If it is inside run(), so are those
-- whose run() began later, within it: they can run again.
function scheduler:release(t)
  if t.actions then
    take_out(self.waiting, t)
    t.actions, t.outcome = nil, {}
  elseif t.state == "watching" then
    local watcher = table.remove(self.watchers)
    while watcher ~= t do
      self:insert(watcher)
      watcher = table.remove(self.watchers)
    end
  else
    return
  end
  t.state = "paused"
end

-- Those who stand in the queue of a channel; who selects does not.
function scheduler:queue(channel)
  local queue = {}
  for _, t in ipairs(self.waiting) do
    local is_here = t.state ~= "selecting" and t.actions[1].channel == channel
    if is_here then queue[#queue + 1] = t end
  end
  return queue
end

-- May the running tasklet leave the ring? Not if it is the last one and main would have
-- to wait for ever.
function scheduler:may_leave()
  return #self.ring > 1 or #self.watchers > 0 or self.main.state == "paused"
end

-- May the running tasklet wait on channels? Else it has an error for outcome.
-- `deadlock_text` is a function that gives its text.
function scheduler:may_wait(t, deadlock_text)
  if not self:may_switch(t) then return false end
  if t.block_trap then
    t.outcome = { error = "this tasklet does not like to be blocked" }
  elseif not self:may_leave() then
    t.outcome = { error = deadlock_text() }
  else
    return true
  end
  return false
end

-- ---- texts of deadlocks ----

local function action_text(action)
  local verb = action.sends and "send" or "receive"
  return (" to %s on %s"):format(verb, action.channel.name)
end

local function cases_text(actions)
  local texts = {}
  for i, action in ipairs(actions) do
    texts[i] = i <= 4 and action_text(action) or i == 5 and " others" or nil
  end
  return table.concat(texts, " or")
end

local function waiting_text(t)
  local how = t.state == "selecting" and " waits in select" or " waits"
  return "; " .. t.name .. how .. cases_text(t.actions)
end

-- Who else waits: main, and those on the same channel, of whom four are named.
function scheduler:deadlock_text(victim, what, queue)
  local text = "deadlock: " .. victim.name .. what
  if self.main ~= victim and self.main.actions then
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

function scheduler:deadlock_on(victim, action)
  local what = " would wait for ever" .. action_text(action)
  return self:deadlock_text(victim, what, self:queue(action.channel))
end

function scheduler:deadlock_in_select(victim)
  return self:deadlock_text(victim, " would wait for ever in select", {})
end

function scheduler:deadlock_of_main()
  local main = self.main
  if main.state ~= "selecting" then return self:deadlock_on(main, main.actions[1]) end
  return self:deadlock_in_select(main) .. cases_text(main.actions)
end

-- ---- errors and ends ----

-- Raises an error in a tasklet that does not run, wherever it stands.
function scheduler:post(t, error)
  self:release(t)
  t.outcome = { error = error }
  if t.state ~= "runnable" then self:insert(t) end
end

-- An error that leaves a tasklet is raised in the innermost run(), else in main.
function scheduler:bury(t, error)
  self:remove(t)
  t.state, t.error = "dead", error
  if not error or error == "exit" then return end
  local taker = self.watchers[#self.watchers] or self.main
  self:post(taker, error)
  self:turn_to(taker)
end

-- Nobody is left to run: the innermost run() returns. If there is none, it is main's
-- turn, and if main waits on a channel, that was for ever.
function scheduler:refill()
  local main = self.main
  local watcher = self.watchers[#self.watchers]
  if watcher then
    self:release(watcher)
    self:insert(watcher)
  elseif main.actions then
    self:post(main, self:deadlock_of_main())
  else
    self:insert(main)
  end
end

return scheduler

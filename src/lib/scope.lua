-- tasklet.scope(): tasklets that end before the block that started them. A scope is
--   [1 … count]  its tasklets; free: a stack of slots whose tasklets have ended
--   spawned      how many there were
--   runner       the tasklet that is inside scope(); in_body: its function runs
--   cause        nil, or why it stops: "cancelled" < "killed" < "error"
--   error        of cause; failed: the tasklet that died of it, or nil
--   told         set of those that got tasklet.exit because of that
--   clock        the tasklet that waits for the deadline, or nil
-- Nobody else runs between two calls of Lua functions or turns of a loop, so what
-- stands there happens at once, also when slices have a budget.

function scope_tell_all(s)
    local me, runner, told = tasklet.current(), s.runner, s.told
    for i = 1, s.count do
        local t = s[i]
        if not told[t] then
            told[t] = true
            if t ~= me then t:kill(true) end
        end
    end
    if s.in_body and not told[runner] then
        told[runner] = true
        if runner ~= me then runner:kill(true) end
    end
end

-- The first cause counts, but an error is never lost, and who was killed dies.
function scope_stop(s, cause, err, failed)
    local before = s.cause
    if before == "error" or before == "killed" and cause == "cancelled" then return end
    s.cause, s.error, s.failed = cause, err, failed
    if not before then scope_tell_all(s) end
end

function scope_guard.__close(guard, err)
    local free = guard.scope.free
    free[#free + 1] = guard.slot
    if guard.has_returned or err == tasklet.exit then return end
    scope_stop(guard.scope, "error", err, tasklet.current())
end

function scope_returned(guard, ...)
    guard.has_returned = true
    return ...
end

function scope_child(s, slot, f, ...)
    local guard <close> = setmetatable({scope = s, slot = slot}, scope_guard)
    return scope_returned(guard, f(...))
end

function scope:spawn(f, ...)
    check_callable(f, "spawn")
    if self.cause or self.is_over then
        error("scope: it has ended or was cancelled; spawn before that", 2)
    end
    local t, free = new_kept(scope_child), self.free
    local slot = free[#free]
    if slot then free[#free] = nil end
    if not slot or self[slot].alive then
        slot = self.count + 1
        self.count = slot
    end
    self[slot], self.spawned = t, self.spawned + 1
    return t(self, slot, f, ...)
end

function scope:cancel()
    if self.is_over then return end
    scope_stop(self, "cancelled")
    local me = tasklet.current()
    if self.told[me] then me:kill() end
end

function scope:__tostring()
    local state = self.is_over and "ended" or self.cause and "stops" or "open"
    return "scope (" .. state .. ", " .. self.spawned .. " spawned)"
end

-- The runner waits until all have ended, whatever happens to it. If they go on after
-- they were told to end, and that is a deadlock, they are told again.
function scope_wait(s)
    repeat
        local spawned = s.spawned
        for i = 1, s.count do
            local t = s[i]
            while t.alive do
                local ok, err = pcall(wait_for_close, t.done)
                if not ok then
                    local is_kill = err == tasklet.exit
                    if s.cause and not is_kill then s.told = {} end
                    scope_stop(s, is_kill and "killed" or "error", err)
                    scope_tell_all(s)
                end
            end
        end
    until s.spawned == spawned
    s.is_over = true
    if s.clock then s.clock:kill() end
end

function scope_raise(s)
    if s.failed then raise_error_of(s.failed) end
    error(s.error, 0)
end

-- Only if the body's coroutine is closed, or its tasklet killed between two steps.
function scope:__close(err)
    if self.is_over then return end
    self.in_body = false
    scope_stop(self, "killed", err)
    scope_wait(self)
    if self.cause == "error" then scope_raise(self) end
end

function scope_leave_body(s, ...)
    s.in_body = false
    return ...
end

function scope_body(s, body)
    s.in_body = true
    return scope_leave_body(s, body(s))
end

function scope_end(s, ok, ...)
    s.in_body = false
    if not ok then
        local err = ...
        if err ~= tasklet.exit then
            scope_stop(s, "error", err)
        elseif not s.told[s.runner] then
            scope_stop(s, "killed", err)
        end
    end
    scope_wait(s)
    if not s.cause then return ... end
    if s.cause == "cancelled" then return nil, "cancelled" end
    scope_raise(s)
end

function scope_clock(s, seconds)
    tasklet.sleep(seconds)
    if not s.is_over then scope_stop(s, "error", "scope: deadline exceeded") end
end

function scope_deadline(options)
    if options == nil then return nil end
    if type(options) ~= "table" then
        error("bad argument #2 to 'scope' (table expected)", 3)
    end
    for name in next, options do
        if name ~= "deadline" then
            error("unknown option '" .. tostring(name) .. "' of tasklet.scope", 3)
        end
    end
    local seconds = options.deadline
    if seconds ~= nil and (type(seconds) ~= "number" or seconds ~= seconds) then
        error("deadline must be a number of seconds", 3)
    end
    return seconds
end

function tasklet.scope(body, options)
    check_callable(body, "scope")
    local seconds = scope_deadline(options)
    local s = setmetatable({count = 0, spawned = 0, free = {}, told = {}}, scope)
    s.runner = tasklet.current()
    local guard <close> = s
    if seconds then s.clock = tasklet.new(scope_clock)(s, seconds) end
    return scope_end(s, pcall(scope_body, s, body))
end

-- tasklet.mutex() and its kin. Who must wait stands in the queue of a channel, which
-- is in order of arrival and from which a kill takes it out. What is handed over is
-- noted beside the channel before it is sent, so that one that is killed with it in
-- its hands can pass it on. Nobody else runs between two calls of Lua functions or
-- turns of a loop: what stands there happens at once, also when slices have a budget.

-- Who sends there goes on, and who received gets its turn later.
function new_queue()
    local queue = channel.new()
    queue.preference = 1
    return queue
end

-- ---- mutex: owner, a tasklet or nil; the next owner is the first in `queue`. The
-- natives of mutex.c pass it on ----

function tasklet.mutex()
    return setmetatable({queue = channel.new()}, mutex)
end

function mutex_take(m)
    if m.owner == nil then
        m.owner = tasklet.current()
    else
        m.queue:receive()
    end
end

function mutex:lock()
    if self.owner == tasklet.current() then
        error("mutex: this tasklet holds it already; unlock it before", 2)
    end
    local ok, err = pcall(mutex_take, self)
    if ok then return end
    if self.owner == tasklet.current() then mutex_pass_on(self) end
    error(err, 0)
end

function mutex:try_lock()
    if self.owner ~= nil then return false end
    self.owner = tasklet.current()
    return true
end

function mutex:unlock()
    if self.owner ~= tasklet.current() then
        error("mutex: this tasklet does not hold it; leave it to the one that does", 2)
    end
    mutex_pass_on(self)
end

function mutex:hold()
    self:lock()
    return self
end

function mutex:__tostring()
    local owner = self.owner
    return "mutex (" .. (owner and "held by " .. tostring(owner) or "free") .. ")"
end

-- ---- semaphores and conditions: sent, the set of those that were sent something and
-- did not run since ----

-- To whoever came first. false: nobody waits.
function queue_send(s)
    local first = s.queue.queue
    if not first then return false end
    s.sent[first] = true
    s.queue:send(true)
    return true
end

-- The wait ended by an error: was something sent before?
function queue_has_sent(s)
    local me = tasklet.current()
    local has_sent = s.sent[me]
    s.sent[me] = nil
    return has_sent
end

-- ---- semaphore: count, units that are free ----

function tasklet.semaphore(n)
    if math.type(n) ~= "integer" or n < 0 then
        error("bad argument #1 to 'semaphore' (an integer, 0 or more, expected)", 2)
    end
    return setmetatable({count = n, queue = new_queue(), sent = {}}, semaphore)
end

function semaphore_take(s)
    if s.count > 0 then
        s.count = s.count - 1
    else
        s.queue:receive()
        s.sent[tasklet.current()] = nil
    end
end

function semaphore:acquire()
    local ok, err = pcall(semaphore_take, self)
    if ok then return end
    if queue_has_sent(self) then self:release() end
    error(err, 0)
end

function semaphore:try_acquire()
    if self.count == 0 then return false end
    self.count = self.count - 1
    return true
end

function semaphore:release()
    if not queue_send(self) then self.count = self.count + 1 end
end

function semaphore:__tostring()
    return "semaphore (" .. self.count .. " free)"
end

-- ---- condition ----

function tasklet.condition(m)
    if getmetatable(m) ~= mutex then
        error("bad argument #1 to 'condition' (mutex expected)", 2)
    end
    return setmetatable({mutex = m, queue = new_queue(), sent = {}}, condition)
end

function condition_wait(c)
    local m = c.mutex
    mutex_pass_on(m)
    c.queue:receive()
    c.sent[tasklet.current()] = nil
end

-- The mutex is held again when wait() is left, also by a kill, which is raised then.
function condition:wait()
    local m, me = self.mutex, tasklet.current()
    if m.owner ~= me then
        error("condition: its mutex must be held by the one that waits; lock it before", 2)
    end
    local ok, err = pcall(condition_wait, self)
    if not ok and queue_has_sent(self) then queue_send(self) end
    while m.owner ~= me do
        local has_locked, problem = pcall(mutex_take, m)
        if not has_locked then
            ok, err = false, problem
            if problem ~= tasklet.exit then break end
        end
    end
    if not ok then error(err, 0) end
end

function condition:signal()
    queue_send(self)
end

function condition:broadcast()
    for _ = 1, -self.queue.balance do queue_send(self) end
end

function condition:__tostring()
    return "condition (" .. -self.queue.balance .. " wait)"
end

-- ---- once: results; attempt: the call that runs now ----

function tasklet.once()
    return setmetatable({}, once)
end

-- Those that wait for one that was killed run their own functions, one of them.
function once:call(f, ...)
    check_callable(f, "call")
    while not self.results do
        local attempt = self.attempt
        if not attempt then
            local mine <close> = setmetatable({once = self}, once_attempt)
            mine.runner, mine.done = tasklet.current(), channel.new()
            self.attempt = mine
            self.results = table.pack(f(...))
        elseif attempt.runner == tasklet.current() then
            error("once: it is called by the function that it runs; call it elsewhere", 2)
        else
            wait_for_close(attempt.done)
            if attempt.has_failed then error(attempt.error, 0) end
        end
    end
    return table.unpack(self.results, 1, self.results.n)
end

function once_attempt:__close(err)
    local o = self.once
    o.attempt = nil
    if not o.results and err ~= tasklet.exit then
        self.has_failed, self.error = true, err
    end
    self.done:close()
end

function once:__tostring()
    local state = self.results and "done" or self.attempt and "runs" or "open"
    return "once (" .. state .. ")"
end

-- ---- wait group: count, what is not done yet; gate is closed at 0 ----

function tasklet.wait_group()
    return setmetatable({count = 0, gate = channel.new()}, wait_group)
end

function wait_group:add(n)
    if n == nil then n = 1 end
    if math.type(n) ~= "integer" or n < 0 then
        error("bad argument #1 to 'add' (an integer, 0 or more, expected)", 2)
    end
    self.count = self.count + n
end

function wait_group:done()
    if self.count == 0 then
        error("wait group: all is done already; add before", 2)
    end
    self.count = self.count - 1
    if self.count > 0 then return end
    self.gate:close()
    self.gate = channel.new()
end

function wait_group:wait()
    if self.count > 0 then
        for _ in self.gate do end
    end
end

function wait_group:__tostring()
    return "wait group (" .. self.count .. " left)"
end

-- t:join(): see outcome.c for what it needs. Between two calls of Lua functions or
-- turns of a loop nobody else runs, so what stands there happens at once.

-- Until the channel is closed. false: the time was over before.
function wait_for_close(ch, timeout)
    if timeout == nil then
        for _ in ch do end
        return true
    end
    local ok, value, why = pcall(ch.receive, ch, timeout)
    if ok then return why ~= "timeout" end
    if type(value) ~= "string" or not ch.closed then error(value, 0) end
    return true
end

-- The first argument of a function of the library.
function check_callable(f, name)
    local metatable = debug.getmetatable(f)
    if type(f) == "function" or metatable and metatable.__call then return end
    local got = " (function expected, got " .. type(f) .. ")"
    error("bad argument #1 to '" .. name .. "'" .. got, 3)
end

function tasklet_join(_, t, timeout)
    if t == tasklet.current() then
        error("a tasklet cannot join itself; let another one join it", 2)
    end
    if not wait_for_close(t.done, timeout) then return nil, "timeout" end
    local results = t.results
    if not results then raise_error_of(t) end
    return table.unpack(results, 1, results.n)
end

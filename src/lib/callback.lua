-- Runs a schedule or channel callback so that it does not touch the tasklet in which, or
-- before which, it is called: its errors are shown and forgotten, a yield ends it.

function run_callback(callback, ...)
    local thread = coroutine.create(callback)
    local ok, message = coroutine.resume(thread, ...)
    if coroutine.status(thread) == "suspended" then ok, message = coroutine.close(thread) end
    if ok then return end
    if message == tasklet.exit then error(message, 0) end
    io.stderr:write("error in a callback, ignored: ", tostring(message), "\n")
end

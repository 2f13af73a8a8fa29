-- job.once(key, f): runs f, and ends with a snapshot that holds its results. After
-- a crash before that commit f runs again, after it never.

function job.once(key, f, ...)
    if key == nil then error("bad argument #1 to 'once' (value expected)", 2) end
    local results = once_results[key]
    if not results then
        results = table.pack(f(...))
        once_results[key] = results
    end
    if not results.is_saved then
        results.is_saved = true
        local ok, message = job.checkpoint()
        if not ok then
            results.is_saved = nil
            error(message, 2)
        end
    end
    return table.unpack(results, 1, results.n)
end

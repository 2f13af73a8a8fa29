-- debug.debug: reads lines and runs them, until "cont" or the end of the input.

function debug.debug()
    while true do
        io.stderr:write("lua_debug> ")
        local line = io.read("L")
        if not line or line == "cont\n" then return end
        local chunk, message = load(line, "=(debug command)")
        local ok = chunk ~= nil
        if ok then ok, message = pcall(chunk) end
        if not ok then io.stderr:write(tostring(message), "\n") end
    end
end

-- Dumps a tasklet in the middle of its work into the file named by the argument; see
-- receive.lua. What it has on it: whole numbers and floats, strings, a coroutine, a
-- pairs loop, a sort that waits in its comparator.
local tasklet = require "tasklet"

local function work(name, scale)
    local sum, co = 0, coroutine.wrap(function() for i = 1, 9 do coroutine.yield(i * scale) end end)
    for key, value in pairs {a = 1, b = 2.5, c = math.maxinteger, d = -0.0} do
        sum = sum .. key .. value .. ":" .. co() .. " "
        if key == "b" then tasklet.schedule_remove() end
    end
    local list = {"pear", "fig", "apple", ("long "):rep(20), "kiwi"}
    table.sort(list, function(a, b)
        if a == "apple" or b == "apple" then tasklet.schedule_remove() end
        return a < b
    end)
    return name, sum, table.concat(list, ","), 1 / scale
end

local t = tasklet(work)("sent", 3.0)
tasklet.schedule()
local file <close> = assert(io.open(..., "wb"))
file:write(tasklet.dump(t))

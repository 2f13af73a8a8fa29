-- A tasklet that nobody can reach any more is killed: its variables are closed.
local tasklet, channel = require "tasklet", require "channel"
local log = {}
local function closing(name)
    return setmetatable({}, {__close = function(_, e)
        log[#log + 1] = name .. ":" .. tostring(e)
    end})
end
tasklet(function()
    local c <close> = closing("blocked")
    channel.new():receive()
end)()
tasklet(function()
    local c <close> = closing("outer")
    coroutine.wrap(function()
        local d <close> = closing("in a coroutine")
        tasklet.schedule_remove()
    end)()
end)()
tasklet(function()
    local c <close> = closing("in select")
    channel.select{channel.new(), channel.new()}
end)()
local kept = tasklet(function()
    local c <close> = closing("kept")
    channel.new():receive()
end)()
tasklet(function() channel.new():receive() log[#log + 1] = "never" end)()
tasklet.run()
collectgarbage()
tasklet.run()
table.sort(log)
print(table.concat(log, " "))
-- expect: blocked:tasklet.exit in a coroutine:tasklet.exit in select:tasklet.exit outer:tasklet.exit
print(kept.blocked) -- expect: true
-- One that catches the error goes on.
tasklet(function()
    local c <close> = closing("stubborn")
    local ok, e = pcall(tasklet.schedule_remove)
    log[#log + 1] = "survived " .. tostring(e)
end)()
tasklet.run()
collectgarbage()
tasklet.run()
print(log[5], log[6]) -- expect: survived tasklet.exit	stubborn:nil

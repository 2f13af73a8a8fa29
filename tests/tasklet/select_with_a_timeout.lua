-- select ends after its time-out, and nobody finds it waiting any longer.
local tasklet, channel = require "tasklet", require "channel"
local a, b = channel.new(), channel.new()
print(channel.select({a, {b, "send", 1}}, 0.002)) -- expect: nil	timeout
print(a:try_send(1), b:try_receive()) -- expect: false	false
tasklet(function() tasklet.sleep(0.002) a:send("late, but in time") end)()
print(channel.select({b, a}, 5)) -- expect: 2	late, but in time
local t = tasklet(function() print(pcall(channel.select, {a, b}, 5)) end)()
tasklet.schedule()
t:throw("thrown") -- expect: false	thrown
print(a:try_send(1), b:try_send(1), t.alive) -- expect: false	false	false
t = tasklet(function() channel.select{a, b} print("never") end)()
tasklet.schedule()
t:kill()
print(a:try_send(1), t.alive) -- expect: false	false
print(pcall(channel.select, {a}, {})) -- expect: false	bad argument #2 to 'channel.select' (number expected, got table)

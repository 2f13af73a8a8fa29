-- an uncaught error ends its tasklet and is raised in main, wherever main waits
local tasklet, channel = require "tasklet", require "channel"

local function fail(what)
  tasklet(function() error(what, 0) end)()
end
local ch = channel.new()
fail("in run")
print(pcall(tasklet.run)) -- expect: false	in run
fail("in schedule")
print(pcall(tasklet.schedule)) -- expect: false	in schedule
fail("in receive")
print(pcall(ch.receive, ch)) -- expect: false	in receive
fail("in sleep")
print(pcall(tasklet.sleep, 3600)) -- expect: false	in sleep
fail({})
print(type(select(2, pcall(tasklet.run)))) -- expect: table
print(ch.balance, tasklet.count()) -- expect: 0	1

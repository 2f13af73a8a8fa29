-- While the switch trap is set, whatever would switch is an error and changes nothing.
local tasklet, channel = require "tasklet", require "channel"
local ch = channel.new()
local ran = 0
local function work() ran = ran + 1 end
local t = tasklet(work)()
local paused = tasklet.new():bind(work, 1)
local receiver = tasklet(function() ran = ran + ch:receive() end)()
tasklet.schedule()
local queued = tasklet(work)()
print(tasklet.switch_trap(1), tasklet.switch_trap(0), ran) -- expect: 0	1	1
local function try(name, f, ...)
    local ok, message = pcall(f, ...)
    io.write(name, ok and " worked" or " " .. message:match("switch_trap"), ran, "; ")
end
try("schedule", tasklet.schedule)
try("schedule_remove", tasklet.schedule_remove)
try("run", tasklet.run)
try("t:run", queued.run, queued)
try("t:run", paused.run, paused)
try("t:switch", queued.switch, queued)
print(paused.paused) -- expect: schedule switch_trap1; schedule_remove switch_trap1; run switch_trap1; t:run switch_trap1; t:run switch_trap1; t:switch switch_trap1; true
try("send", ch.send, ch, 10)
try("send_throw", ch.send_throw, ch, "x")
try("kill", queued.kill, queued)
try("throw", queued.throw, queued, "x")
try("raise", queued.raise, queued, "x")
try("sleep", tasklet.sleep, 0.001)
print(ch.balance) -- expect: send switch_trap1; send_throw switch_trap1; kill switch_trap1; throw switch_trap1; raise switch_trap1; sleep switch_trap1; -1
local other = channel.new()
try("receive", other.receive, other)
try("select", channel.select, {other})
try("pending", queued.kill, queued, true)
try("self", tasklet.current().run, tasklet.current())
print(other.balance) -- expect: receive switch_trap1; select switch_trap1; pending worked1; self worked1; 0
print(tasklet.switch_trap(-1)) -- expect: 1
ch:send(10)
paused:run()
print(ran, tasklet.count()) -- expect: 12	1

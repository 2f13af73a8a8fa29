-- A tasklet with a block trap gets an error where it would have to wait.
local tasklet, channel = require "tasklet", require "channel"
local ch, buffered = channel.new(), channel.new(1)
local function try(f, ...) print(select(2, pcall(f, ...))) end
tasklet.current().block_trap = true
try(ch.send, ch, 1) -- expect: this tasklet does not like to be blocked
try(ch.receive, ch) -- expect: this tasklet does not like to be blocked
try(channel.select, {ch, {ch, "send", 1}}) -- expect: this tasklet does not like to be blocked
try(tasklet.sleep, 1) -- expect: this tasklet does not like to be blocked
print(ch.balance, ch:try_receive()) -- expect: 0	false
buffered:send("no wait") -- nobody has to wait
print(buffered:receive()) -- expect: no wait
tasklet(function() print("got", ch:receive()) end)()
tasklet.schedule()
ch:send("met") -- expect: got	met
local t = tasklet(function()
    local me = tasklet.current()
    me.block_trap = true
    print(pcall(ch.receive, ch)) -- expect: false	this tasklet does not like to be blocked
    me.block_trap = false
    print(me.block_trap, ch:receive()) -- expect: false	now
end)()
tasklet.schedule()
ch:send("now")
print(t.alive, t.block_trap) -- expect: false	false

-- try_send and try_receive do what can be done at once, else say so.
local tasklet, channel = require "tasklet", require "channel"
local ch = channel.new()
print(ch:try_receive(), ch:try_send(1), ch.balance) -- expect: false	false	0
tasklet(function() ch:send("sent") print("sender goes on") end)()
tasklet.schedule()
print(ch:try_receive()) -- expect: true	sent
print(ch:try_receive()) -- expect: false
tasklet.schedule() -- expect: sender goes on
tasklet(function() print("receiver", ch:receive()) end)()
tasklet.schedule()
print(ch:try_send(nil)) -- expect: receiver	nil
-- expect: true
ch.preference = 1
tasklet(function() ch:send("first") print("sender first") end)()
tasklet.schedule()
print(ch:try_receive()) -- expect: sender first
-- expect: true	first
tasklet(function() pcall(ch.send_exception, ch, "thrown") end)()
tasklet.schedule()
print(pcall(ch.try_receive, ch)) -- expect: false	thrown
ch:close()
print(ch:try_receive()) -- expect: false	closed
print((select(2, pcall(ch.try_send, ch, 1)))) -- expect: channel is closed

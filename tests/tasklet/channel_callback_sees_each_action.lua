-- The channel callback is told of each send and receive before it is done.
local tasklet, channel = require "tasklet", require "channel"
local ch = channel.new()
local log = {}
local function note(c, t, sending, willblock)
    assert(c == ch and t == tasklet.current())
    log[#log + 1] = (t.is_main and "main" or "t") .. (sending and " sends" or " receives") ..
        (willblock and " and waits" or "")
end
print(channel.set_channel_callback(note), channel.get_channel_callback() == note) -- expect: nil	true
tasklet(function()
    for i = 1, 2 do ch:send(i) end
    ch:send_exception("e")
end)()
tasklet.schedule()
print(ch:receive(), ch:receive(), pcall(ch.receive, ch)) -- expect: 1	2	false	e
print(table.concat(log, "; "))
-- expect: t sends and waits; main receives; main receives and waits; t sends; main receives and waits; t sends
log = {}
print(ch:try_receive(), ch:send(1, 0)) -- expect: false	nil	timeout
print(table.concat(log, "; ")) -- expect: main receives and waits; main sends and waits
print(channel.set_channel_callback(nil) == note) -- expect: true
tasklet(function() ch:send(5) end)()
print(ch:receive(), #log) -- expect: 5	2

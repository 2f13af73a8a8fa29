-- send_sequence sends each item of a list, or of an iteration, and counts them.
local tasklet, channel = require "tasklet", require "channel"
local ch = channel.new()
local counts = {}
local function send(...)
    local arguments = table.pack(...)
    return tasklet(function()
        counts[#counts + 1] = ch:send_sequence(table.unpack(arguments, 1, arguments.n))
    end)()
end
send({"a", "b", "c"})
local got = {}
for i = 1, 3 do got[i] = ch:receive() end
send(ipairs({5, 6, 7}))
for i = 4, 6 do got[i] = ch:receive() end
send(string.gmatch("one two", "%a+"))
for i = 7, 8 do got[i] = ch:receive() end
send({})
tasklet.run()
print(table.concat(got, " "), table.concat(counts, " ")) -- expect: a b c 1 2 3 one two	3 3 2 0
-- A close in the middle is an error for the sender; it can be killed there too.
local t = tasklet(function() print(pcall(ch.send_sequence, ch, {1, 2, 3})) end)()
print(ch:receive()) -- expect: 1
tasklet.schedule()
ch:close()
tasklet.run() -- expect: false	channel is closed
ch:open()
t = send({1, 2})
tasklet.schedule()
t:kill()
print(t.alive, ch.balance, #counts) -- expect: false	0	4
print(pcall(ch.send_sequence, ch))
-- expect: false	bad argument #2 to 'channel:send_sequence' (value expected)

-- A comparator may wait on a channel; other tasklets run meanwhile.
local tasklet, channel = require "tasklet", require "channel"
local questions, answers = channel.new(), channel.new()
tasklet(function()
    for pair in questions do answers:send(pair[1] > pair[2]) end
end)()
local t = {3, 1, 4, 1, 5, 9, 2, 6}
table.sort(t, function(a, b)
    questions:send({a, b})
    return answers:receive()
end)
questions:close()
print(table.concat(t, " ")) -- expect: 9 6 5 4 3 2 1 1

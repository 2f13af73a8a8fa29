-- A buffer is used in a circle: values come out in the order in which they went in.
local tasklet, channel = require "tasklet", require "channel"
local ch = channel.new(7)
local sent, received, sum = 0, 0, 0
for round = 1, 40 do
    for _ = 1, round % 7 + 1 do
        if ch:try_send(sent + 1) then sent = sent + 1 end
    end
    for _ = 1, round % 5 + 1 do
        local ok, v = ch:try_receive()
        if ok then
            received = received + 1
            assert(v == received)
            sum = sum + v
        end
    end
end
print(sent, received, ch.count, sum) -- expect: 122	116	6	6786
local out = channel.new(2)
tasklet(function() for v in ch do out:send(v * 2) end out:close() end)()
ch:close()
local list = {}
for v in out do list[#list + 1] = v end
print(table.concat(list, " ")) -- expect: 234 236 238 240 242 244

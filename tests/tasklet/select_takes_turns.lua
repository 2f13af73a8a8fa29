-- Of several cases that can be done none is favoured, and none waits for ever.
local tasklet, channel = require "tasklet", require "channel"
local chs = {channel.new(100), channel.new(100), channel.new(100)}
for i = 1, 100 do for _, ch in ipairs(chs) do ch:send(i) end end
local counts = {0, 0, 0}
for i = 1, 90 do
    local number, value = channel.select(chs)
    counts[number] = counts[number] + 1
    assert(value == counts[number])
end
print(counts[1] + counts[2] + counts[3]) -- expect: 90
for i = 1, 3 do print(counts[i] > 15 and counts[i] < 45) end
-- expect: true
-- expect: true
-- expect: true

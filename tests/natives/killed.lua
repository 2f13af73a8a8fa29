-- Tasklets that wait in natives of every kind, for kills.py: what they do is the same if a
-- call is made anew.
local tasklet, channel = require "tasklet", require "channel"
local rounds = tonumber((...))
local answers, counter = channel.new(), test.counter()

-- Gives time to the others, and so a save may find it anywhere.
local function work(n)
  local sum = 0
  for i = 1, 300 do
    sum = (sum * 31 + n + i) % 1000003
    if i % 60 == 0 then tasklet.sleep(0.0005) end
  end
  return sum
end

local function in_native(n) return test.again(work, n) end
local function nested(n) return test.again(test.again, work, n) end
local function handed(n)
  local ch = channel.new()
  tasklet(function() ch:send(work(n)) end)()
  return test.first(ch)
end

local ways = { work, in_native, nested, handed }
for w = 1, #ways do
  for i = 1, 3 do
    tasklet(function()
      for n = 1, rounds do answers:send({ w, ways[w](n + i * 1000) }) end
    end)()
  end
end

local sums = { 0, 0, 0, 0 }
for _ = 1, #ways * 3 * rounds do
  local w, sum = table.unpack(answers:receive())
  sums[w] = (sums[w] + sum) % 1000003
  test.count(counter)
end
print(table.concat(sums, " "), test.count(counter))

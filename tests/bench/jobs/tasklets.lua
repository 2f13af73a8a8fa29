-- COUNT tasklets, each suspended two calls deep: an outer function with two integers
-- and a string, an inner one with three integers, a string and a table.
local tasklet, channel, job = require "tasklet", require "channel", require "job"
local count = tonumber(... or 100000)
local gate = channel.new()

local function inner(id, name)
  local a, b, c = id + 1, id + 2, id + 3
  local s = name
  local t = {id, b, c}
  gate:receive()
  return a + b + c + #s + #t
end

local function outer(id)
  local twice = id * 2
  local name = "task" .. id
  local result = inner(id, name)
  return result + twice
end

for id = 1, count do tasklet(outer)(id) end
tasklet.schedule()
job.checkpoint()

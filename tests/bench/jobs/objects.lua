-- A million objects; then 1 % of them, chosen at random, change.
local job = require "job"
local count = tonumber(... or 1000000)
local seed = 12345
local function random(n)
  seed = (seed * 6364136223846793005 + 1442695040888963407) & 0x7fffffffffffffff
  return (seed >> 24) % n + 1
end
local objects = {}
for i = 1, count do objects[i] = {id = i, name = "object " .. i, weight = i * 0.5} end
job.checkpoint()
for _ = 1, 3 do
  for _ = 1, count // 100 do
    local object = objects[random(count)]
    object.weight = object.weight + 1
  end
  job.checkpoint()
end

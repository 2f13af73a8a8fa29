-- One array of ten million integers; then 100 stores into it.
local job = require "job"
local count = tonumber(... or 10000000)
local array = {}
for i = 1, count do array[i] = i end
job.checkpoint()
for round = 1, 3 do
  for i = 1, 100 do array[(i * 7919 * round) % count + 1] = -i end
  job.checkpoint()
end

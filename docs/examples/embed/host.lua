-- A program for host.c. `stats` is the host's.
local tasklet = require "tasklet"

tasklet(function() print "another tasklet runs while main sleeps" end)()
tasklet.sleep(0.01)

local numbers = {}
for i, text in ipairs(arg) do
  numbers[i] = tonumber(text) or text
end
local count = #numbers
local mean = stats.mean(table.unpack(numbers))
print(("the mean of %d numbers is %g"):format(count, mean))

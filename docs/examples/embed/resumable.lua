-- A program for resumable.c. `stats` is its library.
local tasklet, channel = require "tasklet", require "channel"

local numbers = channel.new()
local reader = tasklet(function()
  print(("the mean is %g"):format(stats.channel_mean(numbers, 3)))
end)()

numbers:send(10)
numbers:send(20)
print "sent 10 and 20"
tasklet.sleep(0.05) -- all sleep or wait: with --until-idle the job is saved and ends
numbers:send(60)
print "sent 60"
reader:join()

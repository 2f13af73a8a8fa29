-- What schedule() returns comes as none, one, several or open values, as the call wants it.
local tasklet = require "tasklet"
local schedule = tasklet.schedule
tasklet(function(a, b)
  print(a, b) -- expect: 1	nil
  for i = 1, 4 do schedule() end
end)(1)
schedule()
local one = schedule(5)
local first, second = schedule("a")
print(one, first, second) -- expect: 5	a	nil
print(#{schedule(1), schedule(2)}, (schedule(3))) -- expect: 2	3
print(schedule() == tasklet.current()) -- expect: true
print(select("#", schedule(nil))) -- expect: 1

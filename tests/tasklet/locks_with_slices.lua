-- mutex and semaphore hold when their users are interrupted all the time, and killed
local tasklet = require "tasklet"
local m, s, inside, units, worst, ended = tasklet.mutex(), tasklet.semaphore(2), 0, 0, 0, 0

local function work()
  for _ = 1, 5 do
    s:acquire()
    units = units + 1
    local _ <close> = setmetatable({}, { __close = function()
      units = units - 1
      s:release()
    end })
    local _ <close> = m:hold()
    inside = inside + 1
    local _ <close> = setmetatable({}, { __close = function() inside = inside - 1 end })
    for _ = 1, 3 do worst = math.max(worst, inside, units - 1) end
  end
  ended = ended + 1
end
for i = 1, 6 do tasklet(work)() end
repeat
  local t = tasklet.run { budget = 5 }
  if t then t:insert() end
until not t
print(ended, worst, m, s) -- expect: 6	1	mutex (free)	semaphore (2 free)

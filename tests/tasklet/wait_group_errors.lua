-- more done than was added is an error; to wait for what nobody does is a deadlock
local tasklet = require "tasklet"

local w = tasklet.wait_group()
print(pcall(w.done, w)) -- expect: false	wait group: all is done already; add before
print(pcall(w.add, w, -1)) -- expect: false	bad argument #1 to 'add' (an integer, 0 or more, expected)
w:add()
print((select(2, pcall(w.wait, w)):match("deadlock: tasklet 1 %(main%)"))) -- expect: deadlock: tasklet 1 (main)
w:done()
print(w) -- expect: wait group (0 left)

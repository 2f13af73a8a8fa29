-- wait goes on when done was called as often as add said; then it can be used again
local tasklet = require "tasklet"
local w, log = tasklet.wait_group(), {}

w:wait()
for round = 1, 2 do
  w:add(2)
  w:add()
  for i = 1, 3 do
    tasklet(function()
      tasklet.sleep(0.001)
      log[#log + 1] = round
      w:done()
    end)()
  end
  print(w) -- expect: wait group (3 left)
  w:wait()
end
-- expect: wait group (3 left)
print(table.concat(log, " "), w.count) -- expect: 1 1 1 2 2 2	0

-- A program for checkpoint.c. Nothing in it knows about saving.
local tasklet = require "tasklet"

io.stdout:setvbuf "line" -- seen at once, also in a pipe
local sum = 0
for n = 1, 6 do
  sum = sum + n * n
  print(("%d squared is %d, the sum is %d"):format(n, n * n, sum))
  tasklet.sleep(0.3)
end

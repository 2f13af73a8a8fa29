-- closures keep the variables they share; those of calls outside are copied
local tasklet = require "tasklet"
local outside = 10
local t = tasklet.new(function()
  local inside = 0
  local function up() inside = inside + 1 outside = outside + 1 return inside, outside end
  local function show() return inside, outside end
  tasklet.schedule_remove()
  print(up())
  print(show())
  inside = 100 -- the variable itself, in the frame
  print(up())
end)
t:setup()
tasklet.schedule()
local u = tasklet.load(tasklet.dump(t))
u:run()
-- expect: 1	11
-- expect: 1	11
-- expect: 101	12
print(outside) -- expect: 10
t:run()
-- expect: 1	11
-- expect: 1	11
-- expect: 101	12
print(outside) -- expect: 12

local function counter()
  local n = 0
  return {up = function() n = n + 1 return n end, get = function() return n end}
end
local c = counter()
c.up()
local d = tasklet.load(tasklet.dump(c))
print(d.up(), d.up(), d.get(), c.get()) -- expect: 2	3	3	1

-- an error is raised for all that wait for it, and the next call tries again
local tasklet = require "tasklet"
local o, errors, problem = tasklet.once(), {}, {}

local function fail()
  tasklet.schedule()
  error(problem)
end
for i = 1, 3 do
  tasklet(function() errors[i] = select(2, pcall(o.call, o, fail)) end)()
end
tasklet.run()
print(#errors, errors[1] == problem, errors[3] == problem) -- expect: 3	true	true
print(o) -- expect: once (open)
print(o:call(function() return "second try" end)) -- expect: second try
print(o) -- expect: once (done)
print(pcall(o.call, o)) -- expect: false	bad argument #1 to 'call' (function expected, got nil)
local inner = tasklet.once()
print(pcall(inner.call, inner, function() inner:call(print) end))
-- expect: false	once_fails_for_all.lua:19: once: it is called by the function that it runs; call it elsewhere

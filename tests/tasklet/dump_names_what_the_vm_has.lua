-- globals, the library and what belongs to the machine are bound to the loading one's
local tasklet, channel, job = require "tasklet", require "channel", require "job"
local function copy(v) return tasklet.load(tasklet.dump(v)) end

print(copy(_G) == _G, copy(string) == string, copy(io) == io) -- expect: true	true	true
print(copy(tasklet) == tasklet, copy(channel) == channel, copy(job) == job) -- expect: true	true	true
print(copy(tasklet.exit) == tasklet.exit, copy(package.loaded) == package.loaded) -- expect: true	true
print(copy(io.stdout) == io.stdout, copy(io.stderr) == io.stderr) -- expect: true	true
print(copy(getmetatable("")) == getmetatable("")) -- expect: true
print(copy({tasklet.main()})[1] == tasklet.main()) -- expect: true
print(copy(debug.getregistry()) == debug.getregistry()) -- expect: true

-- so globals are seen in their new form, and locals as they were
value = "old"
local kept = {"kept"}
local t = tasklet.new():bind(function()
  tasklet.schedule_remove()
  print(value, kept[1])
  value = "set by it"
end, 0)
t:run()
local u = copy(t)
value, kept[1] = "new", "changed"
u:run() -- expect: new	kept
print(value) -- expect: set by it
-- an environment of its own goes along
local env = {print = print}
local f = copy(load("x = (x or 0) + 1 print(x)", "=f", "t", env))
f() -- expect: 1
f() -- expect: 2
print(env.x, x) -- expect: nil	nil

-- tasklet.run() takes the caller out and returns when nobody is left to run
local tasklet = require "tasklet"
local log = {}
local function note(what) log[#log + 1] = what end

for _, name in ipairs { "a", "b", "c" } do
  tasklet(function()
    note(name)
    tasklet.schedule()
    note(name)
  end)()
end
print(tasklet.count()) -- expect: 4
print(tasklet.run()) -- expect: nil
print(table.concat(log, " ")) -- expect: a b c a b c
print(tasklet.count(), tasklet.run()) -- expect: 1	nil

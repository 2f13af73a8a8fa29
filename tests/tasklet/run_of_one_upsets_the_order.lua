-- t:run() runs t at once; control comes back when the ring has come round
local tasklet = require "tasklet"
local log = {}
local function note(what) log[#log + 1] = what end

local tasks = {}
for _, name in ipairs { "a", "b", "c" } do
  tasks[name] = tasklet(note)(name)
end
tasks.b:run()
note("main")
tasklet.schedule()
print(table.concat(log, " ")) -- expect: b c main a

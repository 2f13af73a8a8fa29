-- a caught error in one tasklet leaves the others alone
local tasklet = require "tasklet"
local log = {}
local function note(what) log[#log + 1] = what end

for i = 1, 3 do
  tasklet(function()
    local ok, err = pcall(function()
      tasklet.schedule()
      error("e" .. i, 0)
    end)
    tasklet.schedule()
    note(err)
  end)()
end
tasklet.run()
print(table.concat(log, " ")) -- expect: e1 e2 e3

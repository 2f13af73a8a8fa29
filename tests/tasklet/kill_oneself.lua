-- killing the current tasklet raises tasklet.exit right there; in main it can be caught
local tasklet = require "tasklet"
local log = {}
local function note(what) log[#log + 1] = what end

tasklet(function()
  note("before")
  tasklet.current():kill()
  note("never")
end)()
tasklet.run()
print(table.concat(log, " ")) -- expect: before
local main = tasklet.main()
print(pcall(main.kill, main)) -- expect: false	tasklet.exit
print(select(2, pcall(main.raise, main, "mine"))) -- expect: mine

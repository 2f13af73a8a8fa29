-- a tasklet inside run() can be made runnable by hand; runs inside of it end too
local tasklet = require "tasklet"
local log = {}
local function note(what) log[#log + 1] = what end

local main = tasklet.main()
tasklet(function()
  tasklet(function()
    main:insert()
    note("inserted")
    tasklet.schedule()
    note("task")
  end)()
  tasklet.run()
  note("inner")
end)()
tasklet.run()
note("main")
tasklet.run()
print(table.concat(log, " ")) -- expect: inserted inner main task

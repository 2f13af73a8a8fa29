-- an error does not disturb the other tasklets: a second run() goes on with them
local tasklet = require "tasklet"
local log = {}
local function note(what) log[#log + 1] = what end

tasklet(note)("a")
local bad = tasklet(function() error("bad", 0) end)()
tasklet(note)("b")
tasklet(note)("c")
note(select(2, pcall(tasklet.run)))
note(tasklet.count())
tasklet.run()
print(table.concat(log, " ")) -- expect: a bad 3 b c
print(bad.alive, bad.error) -- expect: false	bad

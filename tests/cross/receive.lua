-- Loads the tasklet that send.lua has dumped into the file named by the argument, runs
-- it to its end and prints what it returns.
local tasklet = require "tasklet"

local file <close> = assert(io.open(..., "rb"))
local t = tasklet.load(file:read("a"))
while t.alive do t:run() end
print(t:join())

-- objects with __gc in a dump have it in the loaded one, in the same order
local tasklet = require "tasklet"
local log = {}
local function finalized(name)
  return setmetatable({name = name}, {__gc = function(o) log[#log + 1] = o.name end})
end
local objects = {finalized("first"), finalized("second"), {}}
local dump = tasklet.dump(objects, {log = log})
objects = nil
collectgarbage()
print(table.concat(log, " ")) -- expect: second first
log = {}
local copy = tasklet.load(dump, {log = log})
collectgarbage()
print(#log, copy[1].name) -- expect: 0	first
copy = nil
collectgarbage()
print(#log) -- expect: 2

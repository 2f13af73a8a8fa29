-- join raises the error that the tasklet died of, as it is; nobody else gets it then
local tasklet = require "tasklet"

local problem = setmetatable({}, { __tostring = function() return "problem" end })
local t = tasklet(function() tasklet.schedule() error(problem) end)()
local seen
tasklet(function()
  local ok, err = pcall(t.join, t)
  seen = not ok and err
end)()
print(pcall(tasklet.run)) -- expect: true	nil
print(seen == problem, t.error == problem, t.results) -- expect: true	true	nil
print(select(2, pcall(t.join, t)) == problem) -- expect: true
local quiet = tasklet(function() error() end)()
print(pcall(quiet.join, quiet)) -- expect: false	nil
print(quiet.error, quiet.results, pcall(quiet.join, quiet)) -- expect: nil	nil	false	nil
local alone = tasklet(function() error("to main", 0) end)()
print(pcall(tasklet.run)) -- expect: false	to main

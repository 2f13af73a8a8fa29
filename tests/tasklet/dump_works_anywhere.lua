-- dump and load inside pcall, metamethods, comparators, gsub, coroutines and finalizers
local tasklet = require "tasklet"
local function copy(v) return tasklet.load(tasklet.dump(v)) end
local t = tasklet.new(function(...)
  local sum = 0
  for _, v in ipairs{...} do sum = sum + v tasklet.schedule_remove(sum) end
  return sum
end)
local list = {3, 1, 2}
table.sort(list, function(a, b) return copy({a})[1] < copy({b})[1] end)
print(table.concat(list, " ")) -- expect: 1 2 3
local object = setmetatable({}, {
  __index = function(self, key) return copy(key) .. "!" end,
  __add = function(a, b) return #tasklet.dump(a) > 0 and copy(b) end,
  __lt = function(a, b) return copy(true) end,
})
print(object.key, object + 5, object < object) -- expect: key!	5	true
print(("a b"):gsub("%a", function(c) return copy{c}[1]:upper() end)) -- expect: A B	2
print(pcall(pcall, tasklet.load, "nonsense")) -- expect: true	false	cannot load: it is not a dump
print(coroutine.wrap(function() return copy(t).alive end)()) -- expect: false
setmetatable({}, {__gc = function() print("in __gc", copy(1)) end})
collectgarbage() -- expect: in __gc	1

-- the dumped one may stand inside of library calls
local s = tasklet.new(function()
  local order = {3, 1, 2}
  table.sort(order, function(a, b) tasklet.schedule_remove() return a < b end)
  print(table.concat(order, " "), (("xy"):gsub("%a", function(c)
    tasklet.schedule_remove()
    return c .. c
  end)))
end)
s:setup()
tasklet.schedule()
while s.alive do
  s = copy(s)
  s:run() -- expect: 1 2 3	xxyy
end

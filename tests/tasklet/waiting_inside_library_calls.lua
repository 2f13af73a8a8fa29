-- a tasklet may wait inside sort, gsub, pcall, metamethods, iterators and tostring
local tasklet, channel = require "tasklet", require "channel"

local ch = channel.new()
tasklet(function()
  local n = 0
  while true do
    n = n + 1
    ch:send(n)
  end
end)()
local function wait() return ch:receive() end
local list = { 3, 1, 2 }
table.sort(list, function(a, b) wait() return a < b end)
print(table.concat(list, ",")) -- expect: 1,2,3
print((("abc"):gsub(".", function(c) return c .. type(wait()) end))) -- expect: anumberbnumbercnumber
local object = setmetatable({}, {
  __index = function(_, key) wait() return key end,
  __add = function(a, b) return type(wait()) end,
  __eq = function() return wait() > 0 end,
  __tostring = function() wait() return "object" end,
  __call = function(_, ...) wait() return select("#", ...) end,
})
print(object.field, object + 1, object == setmetatable({}, getmetatable(object))) -- expect: field	number	true
print(tostring(object), object(1, 2)) -- expect: object	2
print(pcall(function() wait() error("e", 0) end)) -- expect: false	e
for v in function() local n = wait() return n % 3 ~= 0 and n or nil end do assert(v > 0) end
print(select("#", wait(), wait())) -- expect: 2
print((pcall(ch.receive, ch))) -- expect: true

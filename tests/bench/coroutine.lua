-- A resume/yield pair, five million times.
local co = coroutine.wrap(function()
  local n = 0
  while true do n = n + coroutine.yield(n) end
end)
co()
local sum = 0
for i = 1, 5000000 do sum = co(1) end
print(sum)

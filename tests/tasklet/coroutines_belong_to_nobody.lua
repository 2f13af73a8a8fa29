-- a coroutine can be resumed by one tasklet after another, but not while it waits
local tasklet, channel = require "tasklet", require "channel"
local log = {}
local function note(what) log[#log + 1] = what end

local ch = channel.new()
local co = coroutine.create(function(a)
  local b = coroutine.yield(a + 1)
  local c = ch:receive()
  return a + b + c
end)
tasklet(function() note(select(2, coroutine.resume(co, 1))) end)()
tasklet.run()
tasklet(function() note(select(2, coroutine.resume(co, 10))) end)()
tasklet.run()
note(tostring(coroutine.resume(co)))
ch:send(100)
print(table.concat(log, " ")) -- expect: 2 false 111
print(coroutine.status(co)) -- expect: dead

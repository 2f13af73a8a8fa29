-- what cannot go makes dump fail, with the way that leads there
local tasklet, channel = require "tasklet", require "channel"
local function message(...)
  local ok, text = pcall(tasklet.dump, ...)
  print(ok, text)
end
local function started(name, f, ...)
  local t = tasklet.new(f)
  t.name = name
  t(...)
  tasklet.schedule()
  return t
end
local function work(file)
  local held = {handle = file}
  tasklet.schedule_remove()
  return held
end
message(started("reader", function() local r = work(io.tmpfile()) return r end))
-- expect: false	cannot dump: tasklet 2 (reader): local 'file' of function 'work' at dump_refuses_what_cannot_go.lua:16: a file
message{list = {{}, {["two words"] = io.tmpfile()}}}
-- expect: false	cannot dump: .list: [2]: ['two words']: a file
local file = io.tmpfile()
message(function() return file end)
-- expect: false	cannot dump: upvalue 'file' of the function at dump_refuses_what_cannot_go.lua:24: a file
message(setmetatable({}, {__index = {[file] = 1}}))
-- expect: false	cannot dump: its metatable: .__index: a key: a file
message(tasklet.new(function() end):bind(print, file))
-- expect: false	cannot dump: tasklet 3: an argument: a file

message(tasklet.current()) -- expect: false	cannot dump: the main tasklet
tasklet(function()
  message(tasklet.current()) -- expect: false	cannot dump: the current tasklet
  message{me = tasklet.current()} -- expect: false	cannot dump: .me: the current tasklet
  message{co = (coroutine.running())} -- expect: false	cannot dump: .co: a coroutine that runs
  coroutine.wrap(function()
    message((coroutine.running())) -- expect: false	cannot dump: a coroutine that runs
  end)()
end)()
tasklet.run()

local ch = channel.new()
local waiter = started("waiter", function() ch:receive() end)
message(waiter, {ch = ch})
-- expect: false	cannot dump: tasklet 5 (waiter): waits on a channel that is a permanent
local done = channel.new()
tasklet(function()
  message{done} -- expect: false	cannot dump: [1]: the main tasklet is in its queue or runs it
  done:send("done")
end)()
print(done:receive()) -- expect: done
local chain = {file}
for i = 1, 1000 do chain = {next = chain} end
message(chain)
-- expect: false	cannot dump: .next: .next: .next: .next: .next: …: .next: .next: .next: .next: .next: [1]: a file
message() -- expect: false	bad argument #1 to 'tasklet.dump' (value expected)
message({}, 1) -- expect: false	bad argument #2 to 'tasklet.dump' (table expected, got number)
waiter:kill()

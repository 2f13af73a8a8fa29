-- What can be asked of a tasklet, and what can be set.
local tasklet, channel = require "tasklet", require "channel"
local ch = channel.new()
local function wait(what)
    local t = tasklet(what)()
    tasklet.schedule()
    print(t.waits_for, t.waits_since == nil or t.waits_since <= os.clock())
    return t
end
local s = wait(function() ch:send(1) end) -- expect: send	true
ch:receive()
local r = wait(function() ch:receive() end) -- expect: receive	true
local x = wait(function() channel.select{channel.new()} end) -- expect: select	true
local z = wait(function() tasklet.sleep(1000) end) -- expect: sleep	true
local y = wait(function() tasklet.schedule() end) -- expect: nil	true
print(tasklet.main().waits_for, y.waits_since) -- expect: nil	nil
local function deep(n) if n > 0 then return (deep(n - 1)) end tasklet.schedule_remove() end
local d = tasklet(deep)(10)
print(d.recursion_depth) -- expect: 0
tasklet.schedule()
print(d.recursion_depth, d.nesting_level, d.restorable) -- expect: 11	0	true
print(math.type(d.thread_id), d.thread_id == tasklet.main().thread_id) -- expect: integer	true
d.tempval = "handed over"
print(d.tempval) -- expect: handed over
local p = tasklet(function() print(tasklet.schedule_remove("kept")) end)()
tasklet.schedule()
p.tempval = "changed"
p:run() -- expect: changed
print(pcall(function() tasklet.current().tempval = 1 end))
-- expect: false	fields_of_tasklets.lua:29: tempval can be set of a living tasklet that is not current
d.locals.answer = 42
print(d.locals.answer, next(tasklet.main().locals)) -- expect: 42	nil
d.ignore_nesting = true
print(d.ignore_nesting, d:set_ignore_nesting(false), d.ignore_nesting) -- expect: true	true	false
print(pcall(function() d.alive = true end))
-- expect: false	fields_of_tasklets.lua:35: cannot set field 'alive' of a tasklet
local numbers = {}
for i, t in ipairs(tasklet.all()) do numbers[i] = t.number end
print(table.concat(numbers, " ")) -- expect: 1 3 4 5 7
for _, t in ipairs{r, x, z, d} do t:kill() end
print(#tasklet.all()) -- expect: 1

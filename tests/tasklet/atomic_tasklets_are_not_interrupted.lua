-- A budget does not interrupt an atomic tasklet; it does as soon as it is atomic no more.
local tasklet = require "tasklet"
local count, after = 0, 0
local t = tasklet(function()
    local me = tasklet.current()
    print(me.atomic, me:set_atomic(true), me:set_atomic(true), me.atomic)
    for i = 1, 3000 do count = count + 1 end
    me.atomic = false
    for i = 1, 3000 do after = after + 1 end
end)()
print(tasklet.run{budget = 500} == t) -- expect: false	false	true	true
-- expect: true
print(count, after < 20, t.paused) -- expect: 3000	true	true
t:insert()
print(tasklet.run{budget = 500} == t, after > 400 and after < 520) -- expect: true	true
t:insert()
print(tasklet.run(), after, t.alive) -- expect: nil	3000	false
-- To switch by itself is allowed; the other one is not atomic.
local log = {}
tasklet(function()
    tasklet.current().atomic = true
    log[#log + 1] = "a"
    tasklet.schedule()
    log[#log + 1] = tostring(tasklet.current().atomic)
end)()
tasklet(function() log[#log + 1] = tostring(tasklet.current().atomic) end)()
tasklet.run()
print(table.concat(log, " ")) -- expect: a false true

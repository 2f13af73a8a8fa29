-- What waits in select, with a time-out or beside a buffer, waits on after a load.
local tasklet, channel = require "tasklet", require "channel"
local function copy(t)
    local loaded = tasklet.load(tasklet.dump(t))
    return loaded
end
-- In select: the copy waits on copies of the channels.
local a, b = channel.new(), channel.new()
local log = {}
local t = tasklet(function() return channel.select{a, {b, "send", "for b"}} end)()
tasklet.schedule()
local copied = copy({t, a, b})
print(copied[1].blocked, copied[1].waits_for, copied[1].number ~= t.number) -- expect: true	select	true
print(copied[2]:try_send("hello"), copied[2]:try_send("again")) -- expect: true	false
print(copied[1]:join()) -- expect: 1	hello
print(b:try_receive()) -- expect: true	for b
print(t:join()) -- expect: 2	nil
-- With a time-out: so much time is left as was.
t = tasklet(function() return a:receive(1000) end)()
local late = tasklet(function() return a:receive(0.001) end)()
tasklet.schedule()
copied = copy({t, late, a})
t:kill() late:kill()
print(copied[1].blocked, copied[2]:join()) -- expect: true	nil	timeout
print(copied[3]:try_send("in time"), copied[1]:join()) -- expect: true	in time
-- A buffer goes along, with who waits for room in it.
local full = channel.new(2)
t = tasklet(function() for i = 1, 4 do full:send(i) end return "sent" end)()
tasklet.schedule()
copied = copy({t, full})
print(copied[2].capacity, copied[2].count, copied[2].balance) -- expect: 2	2	1
for i = 1, 4 do log[i] = copied[2]:receive() tasklet.schedule() end
print(table.concat(log, " "), copied[1]:join()) -- expect: 1 2 3 4	sent
print(full.count, t.blocked) -- expect: 2	true
t:kill()
-- Flags, priority, locals and name too.
t = tasklet.new():bind(function() return tasklet.current().locals.x end, 1)
t.name, t.priority, t.atomic, t.locals.x = "copied", 2, true, {5}
copied = copy(t)
print(copied.name, copied.priority, copied.atomic, copied.paused) -- expect: copied	2	true	true
copied:insert()
print(copied:join()[1], copied.locals.x ~= t.locals.x) -- expect: 5	true

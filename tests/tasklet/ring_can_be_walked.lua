-- next and prev lead round the ring; a new tasklet stands before the current one
local tasklet = require "tasklet"

local main = tasklet.current()
print(main.next == main, main.prev == main) -- expect: true	true
local a, b = tasklet(print)(), tasklet(print)()
print(main.next == a, a.next == b, b.next == main) -- expect: true	true	true
print(main.prev == b, b.prev == a, a.prev == main) -- expect: true	true	true
a:remove()
print(main.next == b, b.prev == main, a.next, a.prev) -- expect: true	true	nil	nil
b:kill()

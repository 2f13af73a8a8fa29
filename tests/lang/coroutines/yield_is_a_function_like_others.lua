-- yield itself may be the body of a coroutine, a metamethod or an iterator.
local co = coroutine.create(coroutine.yield)
print(coroutine.resume(co, "out", 1)) -- expect: true	out	1
print(coroutine.resume(co, "back", 2)) -- expect: true	back	2
print(coroutine.status(co)) -- expect: dead
local y = coroutine.yield
local t = setmetatable({}, {__index = y, __add = y, __call = y})
co = coroutine.wrap(function()
    local a = t.field
    local b = t + 5
    local c, d = t("x", "y")
    return a, b, c, d
end)
print(select(2, co())) -- expect: field
print(select(2, co("index"))) -- expect: 5
print(select(2, co("add"))) -- expect: x	y
print(co("call", "more")) -- expect: index	add	call	more
co = coroutine.wrap(function()
    local seen = {}
    for v in coroutine.yield, "state", 0 do seen[#seen + 1] = v end
    return table.concat(seen, " ")
end)
print(co()) -- expect: state	0
print(co("one")) -- expect: state	one
print(co("two")) -- expect: state	two
print(co(nil)) -- expect: one two

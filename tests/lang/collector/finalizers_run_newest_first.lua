-- Objects that go together are finalized in the reverse order of their marking.
local function make(name)
    return setmetatable({}, {__gc = function() print("gc", name) end})
end
do
    local a, b, c = make("a"), make("b"), make("c")
    setmetatable(a, getmetatable(a)) -- it stays marked as it was
end
collectgarbage()
-- expect: gc	c
-- expect: gc	b
-- expect: gc	a
print("between") -- expect: between
last, other = make("last"), make("other")
print("end")
-- expect: end
-- expect: gc	other
-- expect: gc	last

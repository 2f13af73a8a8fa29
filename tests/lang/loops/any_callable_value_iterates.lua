-- Any callable value can be the iterator, and any expression list can give it.
local range = setmetatable({}, {__call = function(self, limit, i)
    i = (i or 0) + 1
    if i <= limit then return i end
end})
local sum = 0
for i in range, 4 do sum = sum + i end
print(sum) -- expect: 10
local list = setmetatable({items = {"a", "b"}}, {__call = function(self)
    self.i = (self.i or 0) + 1
    return self.items[self.i]
end})
for v in list do io.write(v, " ") end
print(list.i) -- expect: a b 3
for k, v in next, {10, 20} do io.write(k, "=", v, " ") end
print("next") -- expect: 1=10 2=20 next
local function three() return next, {x = 1}, nil end
for k, v in three() do print(k, v) end -- expect: x	1
for w in ("one two"):gmatch("%a+") do io.write(w, ".") end
print("gmatch") -- expect: one.two.gmatch
local wrapped = coroutine.wrap(function() coroutine.yield(1, 2) coroutine.yield(3) end)
for a, b in wrapped do print(a, b) end
-- expect: 1	2
-- expect: 3	nil
print(select(2, pcall(function() for v in {} do end end)):match("attempt.*"))
-- expect: attempt to call a table value (for iterator 'for iterator')

-- Weak references do not keep objects; strings and numbers are values, not objects.
local values = setmetatable({}, {__mode = "v"})
local keys = setmetatable({}, {__mode = "k"})
local kept = {}
values[1], values[2], values.text = {}, kept, "a string that is not collected"
keys[{}] = 1
keys[kept] = 2
keys.plain = {}
collectgarbage()
print(values[1], values[2] == kept, values.text)
-- expect: nil	true	a string that is not collected
local count = 0
for k in pairs(keys) do count = count + 1 end
print(count, keys[kept], type(keys.plain)) -- expect: 2	2	table
local both = setmetatable({}, {__mode = "kv"})
both[1], both[{}], both[kept] = {}, 1, kept
collectgarbage()
print(both[1], both[kept] == kept, next(both) == kept) -- expect: nil	true	true

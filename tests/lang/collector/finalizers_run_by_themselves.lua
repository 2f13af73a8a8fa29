-- Without being asked the collector finds garbage and runs its finalizers.
local count = 0
local meta = {__gc = function() count = count + 1 end}
local made = 0
-- torture: 200
-- skip gc: a full collection at each of the safepoints takes minutes
repeat
    setmetatable({("x"):rep(100), made}, meta)
    made = made + 1
until count > 50 or made > 100000
print(count > 50, made <= 100000) -- expect: true	true
local rest = made - count
collectgarbage()
print(count == made) -- expect: true

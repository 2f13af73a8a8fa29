-- The collector can be asked to run, to stop, and how it is.
print(collectgarbage(), collectgarbage("collect")) -- expect: 0	0
print(math.type(collectgarbage("count")), collectgarbage("count") > 0) -- expect: float	true
print(collectgarbage("isrunning")) -- expect: true
collectgarbage("stop")
print(collectgarbage("isrunning")) -- expect: false
collectgarbage("restart")
print(collectgarbage("isrunning")) -- expect: true
collectgarbage("incremental")
print(collectgarbage("generational")) -- expect: incremental
print(collectgarbage("incremental")) -- expect: generational
print(pcall(collectgarbage, "nonsense"))
-- expect: false	bad argument #1 to 'collectgarbage' (invalid option 'nonsense')
local before = collectgarbage("count")
local t = {}
for i = 1, 2000 do t[i] = {i} end
print(collectgarbage("count") > before) -- expect: true
t = nil
collectgarbage()
print(collectgarbage("count") < before + 50) -- expect: true

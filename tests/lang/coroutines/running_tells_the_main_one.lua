-- running gives the coroutine that runs, and whether it is the main one.
local main, is_main = coroutine.running()
print(type(main), is_main, select("#", coroutine.running())) -- expect: thread	true	2
print(main == coroutine.running(), coroutine.running("ignored") == main) -- expect: true	true
local co
co = coroutine.create(function()
    local current, flag = coroutine.running()
    coroutine.yield(current == co, flag)
    return pcall(function() return coroutine.running() == co end)
end)
print(coroutine.resume(co)) -- expect: true	true	false
print(coroutine.resume(co)) -- expect: true	true	true
local names = {[main] = "main", [co] = "co"}
print(names[coroutine.running()], names[co]) -- expect: main	co
local wrapped = coroutine.wrap(coroutine.running)
local inner, flag = wrapped()
print(inner == main, flag, coroutine.status(inner)) -- expect: false	false	dead
print(pcall(function() return main.x end))
-- expect: false	running_tells_the_main_one.lua:18: attempt to index a thread value (upvalue 'main')
print((select(2, pcall(function() return #main end)):match("%d+: .*")))
-- expect: 20: attempt to get length of a thread value (upvalue 'main')
print(pcall(function() return main() end))
-- expect: false	running_tells_the_main_one.lua:22: attempt to call a thread value (upvalue 'main')
print(getmetatable(main), (tostring(main):gsub("0x%x+", "ADDRESS"))) -- expect: nil	thread: ADDRESS

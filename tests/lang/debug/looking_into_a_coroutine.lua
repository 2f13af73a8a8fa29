-- getlocal, setlocal, getinfo and traceback look into a coroutine that waits.
local co = coroutine.create(function(x)
    local y = 5
    local z = coroutine.yield(y)
    return x, y, z
end)
coroutine.resume(co, 7)
print(debug.getlocal(co, 1, 1)) -- expect: x	7
print(debug.getlocal(co, 1, 2)) -- expect: y	5
print(debug.setlocal(co, 1, 2, "set")) -- expect: y
print(debug.getinfo(co, 1, "l").currentline, debug.getinfo(co, 0, "n").name, debug.getinfo(co, 2))
-- expect: 4	yield	nil
print(debug.traceback(co, "message"))
-- expect: message
-- expect: stack traceback:
-- expect: 	[C]: in function 'coroutine.yield'
-- expect: 	looking_into_a_coroutine.lua:4: in function <looking_into_a_coroutine.lua:2>
print(debug.traceback(co, nil, 1))
-- expect: stack traceback:
-- expect: 	looking_into_a_coroutine.lua:4: in function <looking_into_a_coroutine.lua:2>
print(coroutine.resume(co, "z")) -- expect: true	7	set	z
print(debug.traceback(co)) -- expect: stack traceback:
print(debug.getinfo(co, 0), debug.getinfo(co, 1)) -- expect: nil	nil
local failed = coroutine.create(function() local v = "kept" error("fails") end)
print(coroutine.resume(failed)) -- expect: false	looking_into_a_coroutine.lua:24: fails
print(debug.traceback(failed))
-- expect: stack traceback:
-- expect: 	[C]: in function 'error'
-- expect: 	looking_into_a_coroutine.lua:24: in function <looking_into_a_coroutine.lua:24>
print(debug.getlocal(failed, 1, 1)) -- expect: v	kept

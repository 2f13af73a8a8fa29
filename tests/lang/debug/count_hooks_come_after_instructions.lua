-- A count hook is told each time so many instructions were run.
-- torture: 13
local calls = 0
debug.sethook(function(event, line)
    calls = calls + 1
    assert(event == "count" and line == nil)
end, "", 1000)
for i = 1, 10000 do end
print(calls >= 9 and calls <= 13) -- expect: true
print(select(2, debug.gethook()), select(3, debug.gethook())) -- expect: 	1000
debug.sethook()
local before = calls
for i = 1, 10000 do end
print(calls - before, debug.gethook()) -- expect: 0	nil

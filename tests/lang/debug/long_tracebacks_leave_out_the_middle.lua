-- A traceback of more than 22 calls shows the first ten and the last eleven.
local function down(n)
    if n == 0 then return (debug.traceback("deep")) end
    local s = down(n - 1)
    return s
end
local text = down(50)
local lines = {}
for line in text:gmatch("[^\n]+") do lines[#lines + 1] = line end
print(#lines, lines[1], lines[2]) -- expect: 24	deep	stack traceback:
for i = 11, 14 do print(lines[i]) end
-- expect: 	long_tracebacks_leave_out_the_middle.lua:4: in upvalue 'down'
-- expect: 	long_tracebacks_leave_out_the_middle.lua:4: in upvalue 'down'
-- expect: 	...	(skipping 31 levels)
-- expect: 	long_tracebacks_leave_out_the_middle.lua:4: in upvalue 'down'
local exact = 0
for _ in down(18):gmatch("\n") do exact = exact + 1 end
print(exact, (down(18):find("...", 1, true))) -- expect: 22	nil

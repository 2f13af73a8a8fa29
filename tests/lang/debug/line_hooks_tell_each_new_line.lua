-- A line hook is told when a line is entered, also by a jump back.
local log = {}
local function hook(event, line) log[#log + 1] = line end
local function f(n)
    local sum = 0
    for i = 1, n do
        sum = sum + i
    end
    while n > 0 do n = n - 1 end
    if sum > 2 then
        sum = 0
    else
        sum = 1
    end
    return sum
end
debug.sethook(hook, "l")
f(2)
debug.sethook()
print(table.concat(log, " ")) -- expect: 18 5 6 7 6 7 6 9 9 9 10 11 15 19
log = {}
local g = load("local a = 1\nlocal b\n= 2\nreturn a + b")
debug.sethook(hook, "l")
g()
debug.sethook()
print(table.concat(log, " ")) -- expect: 24 1 3 4 25

-- A hook may set variables of the code it interrupts, and another hook.
local function slow()
    local stop = false
    local rounds = 0
    while not stop do
        rounds = rounds + 1
    end
    return rounds > 10
end
local left = 50
debug.sethook(function(_, line)
    left = left - 1
    if left == 0 then
        for n = 1, 10 do
            if debug.getlocal(2, n) == "stop" then debug.setlocal(2, n, true) end
        end
        debug.sethook()
    end
end, "l")
print(slow(), debug.gethook()) -- expect: true	nil
local log = {}
debug.sethook(function()
    debug.sethook(function(_, line) log[#log + 1] = "second" end, "l")
    log[#log + 1] = "first"
end, "l")
local x = 1
local y = 2
debug.sethook()
print(table.concat(log, " ")) -- expect: first second second

-- Call hooks tell calls and tail calls, return hooks tell each return.
local log = {}
local function hook(event)
    local i = debug.getinfo(2, "nS")
    log[#log + 1] = event .. ":" .. tostring(i.name) .. ":" .. i.what
end
local function flush()
    for _, line in ipairs(log) do print(line) end
    -- expect: return:sethook:C
    -- expect: call:f:Lua
    -- expect: call:abs:C
    -- expect: return:abs:C
    -- expect: call:tail:Lua
    -- expect: tail call:nil:Lua
    -- expect: return:nil:Lua
    -- expect: return:f:Lua
    -- expect: call:sethook:C
    -- expect: call:pcall:C
    -- expect: call:nil:Lua
    -- expect: call:abs:C
    -- expect: call:tail:Lua
    -- expect: tail call:nil:Lua
    -- expect: call:sethook:C
    -- expect: return:sethook:C
    -- expect: return:abs:C
    -- expect: return:nil:Lua
    -- expect: return:f:Lua



















    log = {}
end
local function g(x) return x end
local function tail(x) return g(x) end
local function f(a)
    local s = math.abs(a)
    return s + tail(a)
end
debug.sethook(hook, "cr")
f(1)
debug.sethook()
flush()
debug.sethook(hook, "c")
pcall(f, 2)
debug.sethook()
flush()
debug.sethook(hook, "r")
f(3)
debug.sethook()
flush()

-- return f() is no tail call when a variable must be closed after it.
local log = {}
local C = setmetatable({}, {__close = function() log[#log + 1] = "close" end})
local function callee() log[#log + 1] = "callee" return "result" end
local function f() local a <close> = C return callee() end
print(f(), table.concat(log, " ")) -- expect: result	callee close
log = {}
local function g() do local a <close> = C end return callee() end
print(g(), table.concat(log, " ")) -- expect: result	close callee
log = {}
local function h(n)
    local a <close> = C
    if n == 0 then return "bottom" end
    return h(n - 1)
end
print(h(5), #log) -- expect: bottom	6
log = {}
local function place() error("E", 2) end
local function with() local a <close> = C return place() end
local function without() return place() end
print(pcall(with)) -- expect: false	pending_closes_prevent_tail_calls.lua:19: E
print(pcall(without)) -- expect: false	E

-- A message handler runs where the error is: what it changes is seen before unwinding.
local log = {}
local function closing(name)
    return setmetatable({}, {__close = function() log[#log + 1] = name end})
end
local function work()
    local a <close> = closing("close a")
    local b <close> = closing("close b")
    error("E", 0)
end
print(xpcall(work, function(e)
    log[#log + 1] = "handle " .. e
    return e .. "!"
end)) -- expect: false	E!
print(table.concat(log, ", ")) -- expect: handle E, close b, close a
local outer = {}
print(xpcall(function()
    print(pcall(error, "not for the handler", 0)) -- expect: false	not for the handler
    local co = coroutine.create(function() error("in the coroutine", 0) end)
    print(coroutine.resume(co)) -- expect: false	in the coroutine
    error("last", 0)
end, function(e)
    outer[#outer + 1] = e
    return #outer
end)) -- expect: false	1
print(table.concat(outer, ", ")) -- expect: last

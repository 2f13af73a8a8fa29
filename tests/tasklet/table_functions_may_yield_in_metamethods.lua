-- Metamethods that table functions call may yield.
local function new(store)
    return setmetatable({}, {
        __index = function(_, k) return coroutine.yield("get " .. k) or store[k] end,
        __newindex = function(_, k, v)
            coroutine.yield("set " .. k)
            store[k] = v
        end,
        __len = function() return #store end,
    })
end
local function drive(f, ...)
    local steps = {}
    local co = coroutine.wrap(f)
    local result = co(...)
    while type(result) == "string" and result:find("^[gs]et ") do
        steps[#steps + 1] = result
        result = co()
    end
    return table.concat(steps, ", "), result
end
print(drive(table.concat, new {"a", "b"}, "+")) -- expect: get 1, get 2	a+b
local store = {"x", "y"}
print(drive(table.insert, new(store), 1, "w")) -- expect: get 2, set 3, get 1, set 2, set 1	nil
print(table.concat(store)) -- expect: wxy
print(drive(table.remove, new(store), 1)) -- expect: get 1, get 2, set 1, get 3, set 2, set 3	w
print(table.concat(store)) -- expect: xy

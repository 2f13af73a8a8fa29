-- The order of keys does not depend on when garbage was collected.
local function order(t)
    local keys = {}
    for k in pairs(t) do keys[#keys + 1] = #k > 5 and "long" or k end
    return table.concat(keys, " ")
end
for _, length in ipairs({1, 60}) do
    local with, without = {}, {}
    for i = 1, 3 do
        with[("k"):rep(length) .. i], without[("k"):rep(length) .. i] = i, i
    end
    with[("k"):rep(length) .. 1] = nil
    without[("k"):rep(length) .. 1] = nil
    collectgarbage()
    with[("k"):rep(length) .. 1] = 4
    collectgarbage("stop")
    without[("k"):rep(length) .. 1] = 4
    collectgarbage("restart")
    print(order(with) == order(without)) -- expect: true
    -- expect: true
end

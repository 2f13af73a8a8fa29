-- The reader that gives load its pieces may run long, catch errors and load other text.
local state, calls = {n = 0, log = {}}, 0
local function reader()
    calls = calls + 1
    local ok, e = pcall(error, {calls})
    state.log[#state.log + 1] = not ok and e[1]
    if calls == 1 then return "local t = {}\n" end
    if calls > 12 then return nil end
    local sum = 0
    for i = 1, 30 do
        local f = i % 10 == 0 and load("return " .. i .. " * " .. calls)
        sum = sum + (f and f() or 0)
    end
    state.n = state.n + sum
    return "t[#t + 1] = " .. sum .. (calls == 12 and " return t" or " ")
end
local f = load(reader, "=pieces")
local t = f()
local sum = 0
for _, v in ipairs(t) do sum = sum + v end
print(#t, t[1], t[11], sum, state.n, calls, #state.log) -- expect: 11	120	720	4620	4620	13	13
local pieces = {}
local nested = load(function()
    pieces[#pieces + 1] = #pieces
    if #pieces > 8 then return "" end
    local part = load(coroutine.wrap(function()
        for c in ("return 6 * 7"):gmatch(".") do coroutine.yield(c) end
    end))
    return (#pieces == 1 and "return " or " + ") .. part()
end)
print(nested(), #pieces) -- expect: 336	9

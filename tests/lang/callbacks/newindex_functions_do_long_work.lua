-- A __newindex function may run long in the middle of a multiple assignment.
local log, rounds = {}, 0
local function watch(name)
    return setmetatable({}, {__newindex = function(t, k, v)
        local sum = 0
        for i = 1, 30 do
            rounds = rounds + 1
            sum = sum + v * i
        end
        local ok, e = pcall(error, {name .. k})
        log[#log + 1] = e[1] .. "=" .. sum
        rawset(t, k, v)
    end})
end
local x, y = watch("x"), watch("y")
x.a, y.b, x.a = 1, 2, 3
print(x.a, y.b, rounds, table.concat(log, " ")) -- expect: 1	2	60	xa=1395 yb=930
for i = 1, 3 do x[i], y[#x] = i, -i end
print(#x, #y, x[3], y[3], rounds, #log) -- expect: 3	2	3	nil	240	8
local refuse = setmetatable({}, {__newindex = function(t, k)
    for i = 1, 30 do if i == 30 and k == "bad" then error("refused " .. k, 0) end end
end})
print(pcall(function() refuse.good, refuse.bad = 1, 2 end), rawget(refuse, "good"))
-- expect: false	nil
local slow = coroutine.wrap(function()
    local t = setmetatable({}, {__newindex = function(t, k, v)
        for i = 1, 5 do v = v + coroutine.yield(k .. i) end
        rawset(t, k, v)
    end})
    t.p, t.q = 10, 20
    return t.p + t.q
end)
local seen, v = {}, slow()
while type(v) == "string" do seen[#seen + 1] = v v = slow(#seen) end
print(table.concat(seen, " "), v) -- expect: q1 q2 q3 q4 q5 p1 p2 p3 p4 p5	85

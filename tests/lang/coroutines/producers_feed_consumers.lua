-- Two coroutines hand values to each other through the one that resumes them.
local function producer(list) return coroutine.create(function()
    for _, v in ipairs(list) do coroutine.yield(v) end
    return nil
end) end
local function receive(p) local ok, v = coroutine.resume(p) return ok and v or nil end
local function numbered(p) return coroutine.create(function()
    local n = 1
    for v in receive, p do coroutine.yield(n .. ":" .. v) n = n + 1 end
end) end
local out = {}
for line in receive, numbered(producer({"a", "b", "c"})) do out[#out + 1] = line end
print(table.concat(out, " ")) -- expect: 1:a 2:b 3:c
local ping, pong
local trace = {}
local function player(name)
    return coroutine.create(function(n)
        while n > 0 do
            trace[#trace + 1] = name .. n
            n = coroutine.yield(n - 1)
        end
    end)
end
ping, pong = player("ping"), player("pong")
local n, turn = 5, ping
while n and n > 0 do
    local _, v = coroutine.resume(turn, n)
    n, turn = v, turn == ping and pong or ping
end
print(table.concat(trace, " "), coroutine.status(ping), coroutine.status(pong))
-- expect: ping5 pong4 ping3 pong2 ping1	suspended	suspended

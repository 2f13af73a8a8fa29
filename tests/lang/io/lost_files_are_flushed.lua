-- A file that nobody holds any more is closed by the collector.
io.open("g.txt", "w"):write("not lost")
collectgarbage()
collectgarbage()
print(io.open("g.txt"):read("a")) -- expect: not lost
do
    local files = {}
    for i = 1, 10 do files[i] = io.open("g" .. i .. ".txt", "w"):write(i) end
end
collectgarbage()
collectgarbage()
local sum = 0
for i = 1, 10 do sum = sum + io.open("g" .. i .. ".txt"):read("n") end
print(sum) -- expect: 55
local held = io.open("h.txt", "w")
held:write("held")
collectgarbage()
print(io.type(held), held:close(), io.open("h.txt"):read("a")) -- expect: file	true	held

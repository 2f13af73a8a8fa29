-- Many files can be open at the same time, each with its own place.
local files = {}
for i = 1, 20 do
    files[i] = io.open("many" .. i .. ".txt", "w+")
end
for round = 1, 3 do
    for i, file in ipairs(files) do file:write(i * round, "\n") end
end
local sum = 0
for _, file in ipairs(files) do
    file:seek("set")
    for n in file:lines("n") do sum = sum + n end
    file:close()
end
print(sum) -- expect: 1260
local a, b = io.open("many1.txt"), io.open("many1.txt")
print(a:read(), a:read(), b:read(), a:seek(), b:seek()) -- expect: 1	2	1	4	2
-- torture: 7

-- A loaded dump does not share variables with the function that was dumped.
local n = 10
local function step(x)
    n = (x or 0) + 1
    return n
end
local again = load(string.dump(step))
print(step(), again(100), n) -- expect: 1	101	1
print(again(), n, step(50), n) -- expect: 1	1	51	51
local once, twice = load(string.dump(step)), load(string.dump(step))
print(once(1), twice(2), n) -- expect: 2	3	51
local a, b, c = 1, 2, 3
local nils = load(string.dump(function() return a, b, c end))
local missing = 0
for i = 1, 3 do if (select(i, nils())) == nil then missing = missing + 1 end end
print(select("#", nils()), missing >= 2) -- expect: 3	true
print(a, b, c, n) -- expect: 1	2	3	51

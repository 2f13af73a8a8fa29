-- Coroutines iterate: permutations, trees and merged streams, each in the others' loops.
local wrap, yield = coroutine.wrap, coroutine.yield
local function permutations(list, n)
    n = n or #list
    if n <= 1 then yield(list) return end
    for i = 1, n do
        list[n], list[i] = list[i], list[n]
        permutations(list, n - 1)
        list[n], list[i] = list[i], list[n]
    end
end
local count, sum = 0, 0
for p in wrap(function() permutations({1, 2, 3, 4}) end) do
    count = count + 1
    sum = sum + tonumber(table.concat(p)) * count
end
print(count, sum) -- expect: 24	751170
local function walk(tree)
    if type(tree) ~= "table" then return yield(tree) end
    for _, branch in ipairs(tree) do
        local ok, e = pcall(walk, branch)
        if not ok then yield("<" .. e .. ">") end
    end
    if #tree == 0 then error("empty", 0) end
end
local function merge(a, b)
    return wrap(function()
        local x, y = a(), b()
        while x or y do
            if not y or x and tostring(x) <= tostring(y) then
                yield(x) x = a()
            else
                yield(y) y = b()
            end
        end
    end)
end
local function stream(tree) return wrap(function() walk(tree) end) end
local out = {}
for v in merge(merge(stream({1, {4, {5}}, 7}), stream({{2, 2}, {6}})), stream({3, {{8}, {}}})) do
    out[#out + 1] = v
end
print(table.concat(out, " ")) -- expect: 1 2 2 3 4 5 6 7 8 <empty>

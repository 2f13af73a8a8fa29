-- yield suspends the whole chain of calls, however deep, and goes on there.
local function deep(n)
    if n == 0 then return coroutine.yield("bottom") end
    local v = deep(n - 1)
    return v + 1
end
local co = coroutine.wrap(deep)
print(co(100)) -- expect: bottom
print(co(1000)) -- expect: 1100
local function tree(n, depth)
    if depth == 0 then coroutine.yield(n) return end
    tree(n * 2, depth - 1)
    tree(n * 2 + 1, depth - 1)
end
local leaves = {}
for leaf in coroutine.wrap(function() tree(1, 4) end) do leaves[#leaves + 1] = leaf end
print(#leaves, leaves[1], leaves[16]) -- expect: 16	16	31
local function permute(a, n)
    if n == 0 then coroutine.yield(table.concat(a)) end
    for i = 1, n do a[n], a[i] = a[i], a[n] permute(a, n - 1) a[n], a[i] = a[i], a[n] end
end
local all = {}
for p in coroutine.wrap(function() permute({"a", "b", "c"}, 3) end) do all[#all + 1] = p end
print(table.concat(all, " ")) -- expect: bca cba cab acb bac abc
-- torture: 3

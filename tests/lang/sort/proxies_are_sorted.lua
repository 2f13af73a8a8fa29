-- table.sort reads and writes through metamethods, and touches nothing else.
local store, reads, writes = {5, 3, 9, 1, 7, [0] = "zero", [6] = "six", x = "x"}, 0, 0
local proxy = setmetatable({}, {
    __len = function() return 5 end,
    __index = function(_, k)
        assert(math.type(k) == "integer" and k >= 1 and k <= 5)
        reads = reads + 1
        return store[k]
    end,
    __newindex = function(_, k, v)
        assert(math.type(k) == "integer" and k >= 1 and k <= 5)
        writes = writes + 1
        store[k] = v
    end,
})
table.sort(proxy)
print(table.concat(store, " ", 1, 5), store[0], store[6], store.x)
-- expect: 1 3 5 7 9	zero	six	x
table.sort(proxy, function(a, b) return a > b end)
print(table.concat(store, " ", 1, 5), rawlen(proxy), next(proxy)) -- expect: 9 7 5 3 1	0	nil
print(reads >= 10, writes >= 4) -- expect: true	true

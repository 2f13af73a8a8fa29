-- Calls nest as deep as memory and the limit of the stack allow: 200 000 are no harm.
-- torture: 19997
-- skip gc: a collection at each of 400 000 calls takes hours
local function depth(n)
    if n == 0 then return 0 end
    return 1 + depth(n - 1)
end
print(depth(150000)) -- expect: 150000
local function even(n)
    if n == 0 then return true end
    return not even(n - 1)
end
print(even(190001)) -- expect: false
print(pcall(depth, 100000)) -- expect: true	100000

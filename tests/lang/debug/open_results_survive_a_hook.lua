-- A hook between a call with many results and their use leaves them as they are.
local function many(n)
    if n == 0 then return end
    return n, many(n - 1)
end
local count = 0
debug.sethook(function() count = count + 1 string.rep("x", 10) end, "crl", 1)
local t = {many(5)}
local n = select("#", many(4), many(3))
local function pass(...) return ... end
local s = table.concat({pass(many(3))}, ",")
print(pcall(pass, many(2))) -- expect: true	2	1
debug.sethook()
print(#t, n, s, count > 100) -- expect: 5	4	3,2,1	true

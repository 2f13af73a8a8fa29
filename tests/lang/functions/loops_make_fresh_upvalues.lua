-- Each pass of a loop has its own locals; closures of one pass share them.
local gets, sets = {}, {}
for i = 1, 3 do
    local v = i * 10
    gets[i] = function() return i, v end
    sets[i] = function(a, b) i, v = a, b end
end
sets[2]("i", "v")
print(gets[1]()) -- expect: 1	10
print(gets[2]()) -- expect: i	v
print(gets[3]()) -- expect: 3	30
local n, fs = 0, {}
while n < 3 do
    n = n + 1
    local m = n
    fs[n] = function() m = m + 1 return m, n end
end
print(fs[1]()) -- expect: 2	3
print(fs[1]()) -- expect: 3	3
print(fs[3]()) -- expect: 4	3
for k, v in pairs({x = 1}) do fs.k = function() v = v + 1 return k, v end end
print(fs.k()) -- expect: x	2
print(fs.k()) -- expect: x	3
repeat local r = n; n = n - 1; fs[n] = function() return r end until n == 0
print(fs[0](), fs[1](), fs[2]()) -- expect: 1	2	3

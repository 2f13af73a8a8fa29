-- The condition of repeat sees the locals of its body.
local x = 0
repeat
    local x = 5
    local done = x == 5
until done and x == 5
print(x) -- expect: 0
local n = 0
repeat local last = n; n = n + 1 until last >= 3
print(n) -- expect: 4
local fs = {}
repeat
    local i = #fs + 1
    fs[i] = function() i = i + 10 return i end
until fs[i]() > 12 or #fs == 3
print(#fs, fs[1](), fs[#fs]()) -- expect: 3	21	23
repeat
    local a, b = 1, 2
    do local a = 10; b = b + a end
until b == 12 and a == 1
print(a, b) -- expect: nil	nil

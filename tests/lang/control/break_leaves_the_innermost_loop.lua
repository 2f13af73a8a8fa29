-- while tests before each pass; break leaves the innermost loop only.
local n = 0
while n > 0 do n = n - 1 end
print(n) -- expect: 0
while true do
    n = n + 1
    if n > 5 then break end
end
print(n) -- expect: 6
local out = {}
while n > 0 do
    local m = n
    while m > 0 do
        m = m - 1
        if m == 2 then break end
        out[#out + 1] = n .. m
    end
    n = n - 2
    if #out > 6 then break end
end
print(table.concat(out, " "), n) -- expect: 65 64 63 43 21 20	0
local function find(t, v) local i = 1 while t[i] do if t[i] == v then return i end i = i + 1 end end
print(find({"a", "b", "c"}, "b"), find({"a"}, "x")) -- expect: 2
while nil do error("never") end
while n do n = n > -2 and n - 1 or nil end
print(n) -- expect: nil

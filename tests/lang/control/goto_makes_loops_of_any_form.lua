-- Loops and state machines made with goto alone.
local function gcd(a, b)
    ::again::
    if b == 0 then return a end
    a, b = b, a % b
    goto again
end
print(gcd(48, 36), gcd(17, 5), gcd(0, 9)) -- expect: 12	1	9
local function words(s)
    local i, count = 1, 0
    ::outside::
    if i > #s then return count end
    if s:sub(i, i) ~= " " then count = count + 1 goto inside end
    i = i + 1
    goto outside
    ::inside::
    i = i + 1
    if i > #s then return count end
    if s:sub(i, i) == " " then goto outside end
    goto inside
end
print(words("one two  three "), words(""), words("   "), words("x")) -- expect: 3	0	0	1
local n, steps = 27, 0
::top::
if n ~= 1 then
    n = n % 2 == 0 and n // 2 or 3 * n + 1
    steps = steps + 1
    goto top
end
print(steps) -- expect: 111

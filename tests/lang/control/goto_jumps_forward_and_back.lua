-- goto moves to a label in its block or in an enclosing one, forward or back.
local n, out = 0, {}
::start::
n = n + 1
out[#out + 1] = n
if n < 3 then goto start end
do
    goto inside
    out[#out + 1] = "never"
    ::inside::
    out[#out + 1] = "inside"
end
for i = 1, 3 do
    for j = 1, 3 do
        if j == 2 then goto next_i end
        if i == 3 then goto out_of_both end
        out[#out + 1] = i .. "," .. j
    end
    ::next_i::
end
::out_of_both::
print(table.concat(out, " ")) -- expect: 1 2 3 inside 1,1 2,1
local function f(k)
    if k == 1 then goto one elseif k == 2 then goto two end
    do return "other" end
    ::one:: do return "one" end
    ::two:: return "two"
end
print(f(1), f(2), f(3)) -- expect: one	two	other

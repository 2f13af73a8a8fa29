-- The body of a gmatch loop may run long and use other patterns; the place is kept.
local text = "name=Ann; age=30; tags=a,b,cc; note=x y z"
local fields, rounds = {}, 0
for key, value in text:gmatch("(%w+)=([^;]*)") do
    local list = {}
    for word in value:gmatch("[^, ]+") do
        for i = 1, 10 do rounds = rounds + i end
        list[#list + 1] = word:gsub(".", function(c) return c:upper() .. #list end)
        local ok = pcall(string.rep, word, -1, {})
    end
    fields[#fields + 1] = key:sub(1, 2) .. ":" .. table.concat(list, "+")
end
print(table.concat(fields, " "), rounds)
-- expect: na:A0N0N0 ag:3000 ta:A0+B1+C2C2 no:X0+Y1+Z2	440
local sum, places = 0, {}
for from, digits, to in ("a1bb22ccc333"):gmatch("()(%d+)()") do
    for i = from, to - 1 do
        sum = sum + i
        for d in digits:gmatch("%d") do sum = sum + d * 100 end
    end
    places[#places + 1] = from .. "-" .. to
end
print(sum, table.concat(places, " ")) -- expect: 3646	2-3 5-7 10-13
local co = coroutine.wrap(function(text)
    local n = 0
    for a in text:gmatch("%a") do
        for b in text:gmatch("%d") do n = n + 1 coroutine.yield(a .. b) end
        if n == 4 then break end
    end
    return n, (text:gsub("%d", function(d) for i = 1, 10 do d = d + 1 end return d // 1 end))
end)
print(co("a1b2"), co(), co(), co(), co()) -- expect: a1	a2	b1	b2	4	a11b12
for empty in ("ab"):gmatch("x*") do sum = sum + 1 + #empty end
for word in ("the end"):gmatch("%w+", 3) do sum = sum .. word end
print(sum) -- expect: 3649eend

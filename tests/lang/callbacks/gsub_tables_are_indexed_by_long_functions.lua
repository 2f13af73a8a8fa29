-- A table given to gsub is indexed like any other: __index may work for long.
local asked = {}
local lengths = setmetatable({known = "K"}, {__index = function(t, word)
    local sum = 0
    for i = 1, 30 do
        local c = word:byte((i - 1) % #word + 1)
        sum = (sum + c * i) % 997
    end
    asked[#asked + 1] = word
    if word == "no" then return false end
    t[word] = sum
    return sum
end})
print(("some known words and no words"):gsub("%a+", lengths)) -- expect: 915 K 29 756 no 29	6
print(table.concat(asked, " "), lengths.some, rawget(lengths, "no"))
-- expect: some words and no	915	nil
local chain = setmetatable({}, {__index = setmetatable({a = 1}, {__index = function(_, k)
    local ok, e = pcall(lengths.fail or error, {k})
    local t = {}
    for i = 1, 10 do t[i] = ok and i or e[1] end
    return #table.concat(t)
end})})
lengths.fail = false
print(("a b cc a"):gsub("%a+", chain)) -- expect: 1 10 20 1	4
print(pcall(string.gsub, "one two", "%a+", setmetatable({}, {__index = function(_, k)
-- expect: false	no two
    for i = 1, 30 do if i == 30 and k == "two" then error("no " .. k, 0) end end
    return k
end})))

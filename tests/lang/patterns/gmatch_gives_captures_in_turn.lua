-- gmatch gives all captures of each match, or the whole match, and then nil.
local function rows(...)
    local lines = {}
    for a, b, c in string.gmatch(...) do
        lines[#lines + 1] = tostring(a) .. "," .. tostring(b) .. "," .. tostring(c)
    end
    return table.concat(lines, " ")
end
print(rows("one two", "%a+")) -- expect: one,nil,nil two,nil,nil
print(rows("a=1, b=2", "(%w+)=(%w+)")) -- expect: a,1,nil b,2,nil
print(rows("abc", "()(.)()")) -- expect: 1,a,2 2,b,3 3,c,4
print(rows("none", "x") == "", rows("", "") == "nil,nil,nil", rows("", ""))
-- expect: true	false	,nil,nil
local f = ("a1b22"):gmatch("%a%d+")
print(f(), f("arguments", "ignored"), f(), f()) -- expect: a1	b22	nil
print(select("#", f()), type(f)) -- expect: 0	function
local words = {}
for w in ("The Quick brown"):gmatch("%u%l+") do words[#words + 1] = w end
print(table.concat(words, " ")) -- expect: The Quick
print(pcall(string.gmatch, "x"))
-- expect: false	bad argument #2 to 'string.gmatch' (string expected, got no value)
print(pcall(string.gmatch, nil, "x"))
-- expect: false	bad argument #1 to 'string.gmatch' (string expected, got nil)
print((select(2, pcall(function() for _ in string.gmatch() do end end)):match("%d+: .*")))
-- expect: 24: bad argument #1 to 'gmatch' (string expected, got no value)

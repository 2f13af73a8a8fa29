-- A function gets all captures, or the whole match; false and nil keep the match.
local function call(s, pattern)
    local calls = {}
    local result, count = s:gsub(pattern, function(...)
        calls[#calls + 1] = select("#", ...) .. ":" .. table.concat({...}, ",")
    end)
    return result, count, table.concat(calls, " ")
end
print(call("abc", "%w")) -- expect: abc	3	1:a 1:b 1:c
print(call("k1=v1;k2=v2", "(%w+)=(%w+)")) -- expect: k1=v1;k2=v2	2	2:k1,v1 2:k2,v2
print(call("abc", "()(.)")) -- expect: abc	3	2:1,a 2:2,b 2:3,c
print(call("ab", "")) -- expect: ab	3	1: 1: 1:
print(("abc"):gsub("%w", function(c) return c == "b" and 7 end)) -- expect: a7c	3
print(("abc"):gsub("%w", function(c) return c == "b" and 1.5 or nil, "ignored" end))
-- expect: a1.5c	3
print(("abc"):gsub("%w", function() return "" end), ("abc"):gsub("b", function() return "%0" end))
-- expect: 	a%0c	1
print(("hello"):gsub("l", string.upper), ("x y"):gsub("%w", string.byte)) -- expect: heLLo	120 121	2
print(pcall(string.gsub, "abc", "b", function() return true end))
-- expect: false	invalid replacement value (a boolean)
print(pcall(string.gsub, "abc", "b", function() return {} end))
-- expect: false	invalid replacement value (a table)
print(pcall(string.gsub, "abc", "b", function() return print end))
-- expect: false	invalid replacement value (a function)
print(pcall(string.gsub, "abc", "b", function(c) error("with " .. c, 0) end))
-- expect: false	with b

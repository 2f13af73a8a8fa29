-- The replacement function may use gsub itself, or raise an error.
print(("a(b)c"):gsub("%b()", function(s) -- expect: a(B)c	1
    return (s:gsub("%a", string.upper))
end))
local function deep(n)
    if n == 0 then return "." end
    return (("x"):gsub("x", function() return "(" .. deep(n - 1) .. ")" end))
end
print(deep(20)) -- expect: ((((((((((((((((((((.))))))))))))))))))))
print(pcall(string.gsub, "abc", "b", function() error("stop", 0) end)) -- expect: false	stop
print(pcall(string.gsub, "abc", "b", function() return {} end))
-- expect: false	invalid replacement value (a table)
print(select(2, pcall(string.gsub, "abc", "b", "%9"))) -- expect: invalid capture index %9

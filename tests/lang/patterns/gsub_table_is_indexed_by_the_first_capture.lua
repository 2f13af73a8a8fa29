-- A table is looked up with the first capture, or the whole match, metamethods included.
local t = {a = "1", b = 2, c = false, d = 4.5, [1] = "one", [3] = "three"}
print(("abcde"):gsub("%w", t)) -- expect: 12c4.5e	5
print(("a=x b=y"):gsub("(%w)=(%w)", t), ("a=x"):gsub("%w=(%w)", {x = "found"}))
-- expect: 1 2	found	1
print(("xyz"):gsub("()", t), ("xyz"):gsub("()%w", t)) -- expect: onexythreez	oneythree	3
print(("$a $b $c"):gsub("%$(%w)", {a = "A", b = "B"})) -- expect: A B $c	3
local default = setmetatable({}, {__index = function(_, k) return "<" .. k .. ">" end})
print(("ab"):gsub("%w", default), ("ab"):gsub("%w", setmetatable({}, {__index = t})))
-- expect: <a><b>	12	2
print(("ab"):gsub("%w", setmetatable({}, {__index = function() end}))) -- expect: ab	2
print(pcall(string.gsub, "ab", "%w", {a = {}})) -- expect: false	invalid replacement value (a table)
print(pcall(string.gsub, "ab", "%w", {a = true}))
-- expect: false	invalid replacement value (a boolean)
print(pcall(string.gsub, "ab", "%w", setmetatable({}, {__index = 5})))
-- expect: false	attempt to index a number value
print(pcall(string.gsub, "ab", "%w", setmetatable({}, {__index = function(_, k)
    error("no " .. k, 0)
end}))) -- expect: false	no a

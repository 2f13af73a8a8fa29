-- A function or table gives the replacement; false and nil keep the match.
print(("3 + 4"):gsub("%d", function(d) return d * 2 end)) -- expect: 6 + 8	2
print(("a b c"):gsub("%a", {a = "1", b = true and "2", c = false})) -- expect: 1 2 c	3
print(("$name is $age"):gsub("%$(%w+)", {name = "Ann", age = 42})) -- expect: Ann is 42	2
print(("abc"):gsub("%w", function(c) if c == "b" then return "[b]" end end)) -- expect: a[b]c	3
print(("k=v"):gsub("(%w)=(%w)", function(k, v) return v .. "=" .. k end)) -- expect: v=k	1
print(("abc"):gsub("()", function(p) return p end)) -- expect: 1a2b3c4	4
local dynamic = setmetatable({}, {__index = function(_, k) return k:upper() end})
print(("some words"):gsub("%a+", dynamic)) -- expect: SOME WORDS	2
local chained = setmetatable({}, {__index = setmetatable({x = "y"}, {__index = {z = "w"}})})
print(("xz?"):gsub(".", chained)) -- expect: yw?	3

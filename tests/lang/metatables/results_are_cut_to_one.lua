-- An operator gives one value: more results are dropped, none become nil.
local mt = {}
for _, e in ipairs({"add", "concat", "index", "len", "unm", "bor"}) do
    mt["__" .. e] = function() return 1, 2, 3 end
end
local t = setmetatable({}, mt)
print(t + 1, t .. "x", t.x, #t, -t, t | 1) -- expect: 1	1	1	1	1	1
print(select("#", t + 1), select("#", t.x), select("#", t[1]), #{t + 1}, #{t.x, t.x})
-- expect: 1	1	1	1	2
for event in pairs(mt) do mt[event] = function() end end
print(t + 1, t .. "x", t.x, #t, -t, t | 1) -- expect: nil	nil	nil	nil	nil	nil
print(select("#", t + 1), select("#", t.x), t.x == nil, (t + 1) == nil) -- expect: 1	1	true	true
mt.__call = function() return 1, 2, 3 end
print(t(), (t()), select("#", t())) -- expect: 1	1	3
mt.__call = function() end
print(select("#", t()), (t())) -- expect: 0	nil

-- Globals, locals and fields are variables; before assignment they are nil.
local a
print(a, b, ({}).c) -- expect: nil	nil	nil
a, b = 1, 2
local t = {c = 3}
print(a, b, t.c) -- expect: 1	2	3
local function scope()
    local b = "local"
    return a, b, _G.b
end
print(scope()) -- expect: 1	local	2
t.d, t["e f"], t[1] = t.c, "key", t
print(t.d, t["e f"], t[1].c, t[1][1] == t) -- expect: 3	key	3	true
print(rawget(_G, "a"), rawget(_G, "b")) -- expect: nil	2
local b = b + 1
print(b, _G.b) -- expect: 3	2

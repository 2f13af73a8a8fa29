-- Also in a closure a table that is indexed on the left is the one from before.
local old = {}
local t = old
local function by_name() t.x, t = 1, {} end
by_name()
print(old.x, t.x) -- expect: 1	nil
t = old
local function by_number() t[1], t[2], t = "one", "two", {} end
by_number()
print(old[1], old[2], t[1]) -- expect: one	two	nil
t = old
local i = "k"
local function by_variable() t[i], i, t = "value", "other", {} end
by_variable()
print(old.k, old.other, t.k, i) -- expect: value	nil	nil	other
t = old
local function backwards() t, t.y, t.z = {}, 2, 3 end
backwards()
print(old.y, old.z, t.y) -- expect: 2	3	nil

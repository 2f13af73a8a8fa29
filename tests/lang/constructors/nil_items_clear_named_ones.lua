-- Items are stored after the named fields before them, nil ones at the end, too.
local t = {[3] = "named", 1, 2, nil}
print(t[1], t[2], t[3]) -- expect: 1	2	nil
local function none() end
local u = {[1] = "a", [2] = "b", none(), none()}
print(u[1], u[2]) -- expect: nil	b

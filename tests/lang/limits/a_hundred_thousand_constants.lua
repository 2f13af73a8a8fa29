-- A function may have more constants than an instruction has room to number.
-- skip gc: a collection at each of 100 000 safepoints takes a minute
-- torture: 99991
local texts = {}
for i = 1, 50000 do texts[i] = ("%d.5, 'k%d'"):format(i, i) end
local list = assert(load("return {" .. table.concat(texts, ",") .. "}"))()
print(#list, list[1], list[2], list[99999], list[100000]) -- expect: 100000	1.5	k1	50000.5	k50000
-- Names of fields and operands beyond the limit work as those below it.
for i = 1, 40000 do texts[i] = ("t.f%d = %d"):format(i, i) end
texts[40001] = "return t.f1 + t.f40000 + 70000.25, t.f39999 == 39999, t.f40000 < 40000.5"
local f = assert(load("local t = {} " .. table.concat(texts, " ", 1, 40001)))
print(f()) -- expect: 110001.25	true	true

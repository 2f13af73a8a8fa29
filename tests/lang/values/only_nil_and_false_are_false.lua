-- In conditions nil and false are false; zero, empty strings and tables are true.
local function truth(v) if v then return "true" else return "false" end end
print(truth(nil), truth(false), truth(true)) -- expect: false	false	true
print(truth(0), truth(0.0), truth(-0.0), truth(0 / 0)) -- expect: true	true	true	true
print(truth(""), truth("0"), truth("false"), truth({}), truth(print))
-- expect: true	true	true	true	true
print(not nil, not false, not 0, not "", not {}) -- expect: true	true	false	false	false
print(nil == false, nil ~= false, not nil == true, not not nil == false)
-- expect: false	true	true	true
local count = 0
for _, v in pairs({0, "", 0.0, false}) do if v then count = count + 1 end end
print(count) -- expect: 3
local absent
print(absent == nil, not absent, ({}).x == nil, (function() end)() == nil)
-- expect: true	true	true	true

-- %p names an object; what is no object gives (null); a width pads.
local f = string.format
local t = {}
local text = f("%p", t)
print(text == f("%p", t), text ~= f("%p", {}), text:find("^0x%x+$") ~= nil)
-- expect: true	true	true
print(f("%p %p %p %p", nil, true, 1, 1.5), f("[%10p] [%-10p]", nil, 5))
-- expect: (null) (null) (null) (null)	[    (null)] [(null)    ]
print(f("%40p", t) == (" "):rep(40 - #text) .. text, f("%-40p|", t) == f("%-40s|", text))
-- expect: true	true
print(f("%p", print) == f("%p", print), f("%p", print) == f("%p", type)) -- expect: true	false
print(f("%p", coroutine.running()) == f("%p", coroutine.running()), #f("%1p", t) == #text)
-- expect: true	true
print(f("%p", "short") == f("%p", "sho" .. "rt"), f("%p", "a") == f("%p", "b"))
-- expect: true	false
print(tostring(t) == "table: " .. text, f("%s", t) == tostring(t)) -- expect: true	true
print(pcall(f, "%p")) -- expect: false	bad argument #2 to 'string.format' (no value)
print(pcall(f, "%+p", t)) -- expect: false	invalid conversion specification: '%+p'

-- Semicolons are optional and may stand alone; statements may share a line.
;;; local a = 1; local b = 2 local c = a + b; ; print(a, b, c); -- expect: 1	2	3
do ; end do end ; do ;; print("in a block") ; end -- expect: in a block
local t = {} t.x = 1 t.y = t.x + 1 print(t.x, t.y) -- expect: 1	2
local f = print; (f)("called in parentheses") -- expect: called in parentheses
local s = "text"; (function() s = s .. "!" end)(); print(s) -- expect: text!
if a == 1 then ; end while a > 1 do ; end
a = b
b = c print(a, b) -- expect: 2	3
local function g() return 1; end print(g()); -- expect: 1
local function h() return end print(h()); -- expect:
for i = 1, 2 do ; end repeat ; until true
print(pcall(load("local x = 5 local y = x\n(print)(x)", "=c")))
-- expect: false	c:1: attempt to call a number value (local 'x')

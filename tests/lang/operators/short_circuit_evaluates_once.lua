-- The second operand is evaluated only when it decides; each operand at most once.
local log = ""
local function f(name, value) log = log .. name return value end
local function take() local l = log log = "" return l end
local _ = f("a", 1) and f("b", nil) and f("c", 3)
io.write(take(), " ")
_ = f("a", nil) or f("b", false) or f("c", 3) or f("d", 4)
io.write(take(), " ")
_ = f("a", 1) and f("b", 2) or f("c", 3)
io.write(take(), " ")
_ = f("a", nil) and f("b", 2) or f("c", 3)
io.write(take(), " ")
_ = (f("a", 1) or f("b", 2)) and (f("c", nil) or f("d", 4))
print(take()) -- expect: ab abc ab ac acd
if f("a", nil) and f("b", 1) or not f("c", nil) then log = log .. "+" else log = log .. "-" end
io.write(take(), " ")
local n = 0
while f("w", n < 2) and f("x", true) do n = n + 1 end
io.write(take(), " ")
repeat n = n - 1 until f("r", n < 0) or f("s", n == 0) and f("t", true)
print(take(), n) -- expect: ac+ wxwxw rsrst	0
local x = not (f("a", 1) and f("b", nil)) and f("c", "end")
print(take(), x) -- expect: abc	end

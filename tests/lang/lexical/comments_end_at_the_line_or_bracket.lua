-- Comments run to the end of the line, or over lines in long brackets.
print(1) -- print(2) -- expect: 1
--[[ print(3)
print(4) ]] print(5) -- expect: 5
--[==[ print(6) ]] ]=]
]==] print(7) -- expect: 7
---[[ not long: print(8)
print(9) -- expect: 9
--[ print(10)
--[=print(11)
print --[[ between ]] (12 --[==[ x ]==] + --
13) -- expect: 25
local s = "-- no comment" --[[c]] .. --[[d]] [[--also none]]
print(s, #s)-- -- expect: -- no comment--also none	24
print(load("return 1 --")(), load("--x\nreturn 2")(), load("--[[x]]return 3")()) -- expect: 1	2	3
print(load("--[[ never ends", "=c"))
-- expect: nil	c:1: unfinished long comment (starting at line 1) near <eof>
print(load("\n--[==[ never ]] ]=] ends\n\n", "=c"))
-- expect: nil	c:4: unfinished long comment (starting at line 2) near <eof>

-- A local variable lives to the end of its block, whatever the block is.
local x = "outer"
do local x = "do"; print(x) end -- expect: do
print(x) -- expect: outer
while true do local x = "while"; print(x) break end -- expect: while
for _ = 1, 1 do local x = "for"; print(x) end -- expect: for
if true then local x = "then"; print(x) else local x = "else" end -- expect: then
if nil then else local x = "else"; print(x) end -- expect: else
repeat local x = "repeat"; print(x) until x == "repeat" -- expect: repeat
local function f(x) do local x = x .. "!" print(x) end return x end
print(f("parameter"), x)
-- expect: parameter!
-- expect: parameter	outer
for x = 1, 1 do local x = x + 10; print(x) end -- expect: 11
print(x) -- expect: outer

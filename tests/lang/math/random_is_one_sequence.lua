-- Every call takes one step of the same sequence, in whichever coroutine it is made.
math.randomseed(8)
local plain = {}
for i = 1, 6 do plain[i] = math.random(0) end
math.randomseed(8)
local co = coroutine.wrap(function()
    while true do coroutine.yield(math.random(0)) end
end)
local mixed = {math.random(0), co(), math.random(0), co(), co(), math.random(0)}
local same = true
for i = 1, 6 do same = same and plain[i] == mixed[i] end
print(same, plain[6]) -- expect: true	7496146299013671337
math.randomseed(8)
math.random()
math.random(3)
math.random(1, 1)
print(math.random(0) == plain[4] or math.random(0)) -- expect: true
pcall(math.random, "no step")
pcall(math.random, 2, 1)
local a = math.random(0)
math.randomseed(8)
local steps = 0
while math.random(0) ~= a do steps = steps + 1 end
print(steps) -- expect: 6

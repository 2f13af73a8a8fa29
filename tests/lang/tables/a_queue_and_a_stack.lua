-- insert and remove make queues and stacks of any values.
-- torture: 7
local queue, stack = {}, {}
for i = 1, 40 do
    table.insert(queue, 1, i)
    table.insert(stack, {i})
    if i % 3 == 0 then table.remove(queue) end
    if i % 4 == 0 then table.remove(stack) end
end
print(#queue, queue[1], queue[#queue], #stack, stack[#stack][1])
-- expect: 27	40	14	30	39
local out = {}
while #queue > 20 do out[#out + 1] = table.remove(queue) end
print(table.concat(out, " ")) -- expect: 14 15 16 17 18 19 20
local sum = 0
repeat
    local top = table.remove(stack)
    sum = sum + (top and top[1] or 0)
until not top
print(sum, #stack) -- expect: 600	0
table.insert(queue, #queue // 2, true)
print(queue[#queue // 2], queue[10], #queue) -- expect: true	true	21

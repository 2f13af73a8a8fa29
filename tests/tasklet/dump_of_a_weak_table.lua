-- what only weak references lead to is not in a dump
local tasklet = require "tasklet"
local strong, loose = {}, {}
local weak = setmetatable({strong, loose, a = strong, b = loose}, {__mode = "v"})
local keys = setmetatable({[strong] = "s", [loose] = "l"}, {__mode = "k"})
local copy = tasklet.load(tasklet.dump{weak = weak, keys = keys, strong = strong})
print(copy.weak[1] == copy.strong, copy.weak[2]) -- expect: true	nil
print(copy.weak.a == copy.strong, copy.weak.b) -- expect: true	nil
local count = 0
for k, v in pairs(copy.keys) do count = count + 1 print(k == copy.strong, v) end -- expect: true	s
print(count, getmetatable(copy.keys).__mode) -- expect: 1	k
local chain = setmetatable({}, {__mode = "k"})
local first, second = {}, {}
chain[second], chain[first] = "end", second
local loaded = tasklet.load(tasklet.dump{chain = chain, first = first})
print(loaded.chain[loaded.chain[loaded.first]]) -- expect: end

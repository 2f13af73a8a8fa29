-- Method calls through a metatable, with inheritance.
local Counter = {}
Counter.__index = Counter
function Counter.new(step) return setmetatable({value = 0, step = step}, Counter) end
function Counter:add(n) self.value = self.value + n * self.step; return self end
function Counter:get() return self.value end

local Double = setmetatable({}, {__index = Counter})
Double.__index = Double
function Double.new() return setmetatable({value = 0, step = 2}, Double) end
function Double:add(n) return Counter.add(self, n) end

local a, b = Counter.new(1), Double.new()
for i = 1, 8000000 do
  a:add(i)
  if i % 2 == 0 then b:add(1) end
end
print(a:get(), b:get())

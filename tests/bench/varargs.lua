-- Variable arguments: select, forwarding, table.pack and table.unpack, in many sizes.
local pack, unpack = table.pack, table.unpack

local function count(...) return select("#", ...) end

local function sum_by_select(...)
  local sum = 0
  for i = 1, select("#", ...) do sum = sum + (select(i, ...) or 1) end
  return sum
end

local function sum_by_table(...)
  local sum = 0
  for _, value in ipairs({...}) do sum = sum + value end
  return sum
end

local function sum_by_recursion(first, ...)
  if first == nil then return 0 end
  return first + sum_by_recursion(...)
end

local function last(...) return (select(-1, ...)) end
local function rotate(first, ...) return ..., first end
local function forward(f, ...) return f(...) end
local function twice(f, ...) return f(...), f(...) end

local function bind(f, ...)
  local bound = pack(...)
  return function(...)
    local all = {unpack(bound, 1, bound.n)}
    for i = 1, select("#", ...) do all[bound.n + i] = (select(i, ...)) end
    return f(unpack(all, 1, bound.n + select("#", ...)))
  end
end

local function compose(...)
  local functions = {...}
  return function(...)
    local results = pack(...)
    for i = #functions, 1, -1 do results = pack(functions[i](unpack(results, 1, results.n))) end
    return unpack(results, 1, results.n)
  end
end

local function map(f, first, ...)
  if first == nil then return end
  return f(first), map(f, ...)
end

local function double(x) return x * 2 end

local sums = {}
local function note(name, value) sums[name] = ((sums[name] or 0) + value) % 1000003 end

for i = 1, 170000 do
  note("count", count() + count(nil) + count(nil, i, nil) + count(i, unpack({1, 2, 3})))
  note("select", sum_by_select(i, 2, nil, 4))
  note("table", sum_by_table(i, i + 1, i + 2))
  note("last", last(1, 2, 3, i))
  note("forward", forward(forward, forward, last, 7, i))
  note("twice", count(twice(rotate, 1, 2, i)) + (twice(last, i)))
end

local add_to_ten = bind(sum_by_select, 1, 2, 3, 4)
local pipeline = compose(rotate, rotate, function(...) return map(double, ...) end)
for i = 1, 45000 do
  note("bind", add_to_ten(i) + add_to_ten(i, i))
  note("compose", sum_by_table(pipeline(i, 2, 3, 4)) + (pipeline(i, 5)))
  note("recursion", sum_by_recursion(1, 2, 3, 4, 5, i))
  note("map", count(map(double, 1, 2, 3, i)))
end

-- Long lists: through table.unpack, select from the end, and string.byte.
local list = {}
for i = 1, 200 do list[i] = i end
local letters = ("abcdefghij"):rep(20)
for i = 1, 5000 do
  note("long", count(unpack(list)) + last(unpack(list, 1, i % 200 + 1)))
  note("packed", pack(unpack(list, i % 100 + 1)).n + #{letters:byte(1, -1)})
  note("chars", #string.char(letters:byte(i % 50 + 1, i % 50 + 60)))
  note("tail", (select(-2, unpack(list, 1, 50))) + math.max(unpack(list, i % 40 + 1, 60)))
end
for _ = 1, 100 do note("deep", sum_by_recursion(unpack(list))) end

local names = {}
for name in pairs(sums) do names[#names + 1] = name end
table.sort(names)
for i, name in ipairs(names) do names[i] = name .. "=" .. sums[name] end
print(table.concat(names, " "))
print(rotate(1, 2, 3), (rotate(1, 2, 3)), pipeline(1, 2), select(2, "a", "b", nil))
print(pcall(select, 0, 1))

-- Generic for: pairs, ipairs, next, __pairs, stateless iterators, and closures as iterators.
local function range(from, to, step)
  step = step or 1
  local at = from - step
  return function()
    at = at + step
    if at <= to then return at end
  end
end

-- Without a state of its own: the state is the list, the control variable is the place.
local function previous(list, at)
  at = at - 1
  if at > 0 then return at, list[at] end
end

local function backwards(list) return previous, list, #list + 1 end

local function map(f, iterator, state, control)
  return function()
    control = iterator(state, control)
    if control ~= nil then return f(control) end
  end
end

local function filter(keep, iterator)
  return function()
    local value
    repeat value = iterator() until value == nil or keep(value)
    return value
  end
end

local function take(count, iterator)
  return function()
    if count > 0 then
      count = count - 1
      return iterator()
    end
  end
end

local function zip(a, b)
  return function()
    local x, y = a(), b()
    if x ~= nil and y ~= nil then return x, y end
  end
end

local function fold(f, value, iterator)
  for each in iterator do value = f(value, each) end
  return value
end

local function windows(list, size)
  return function(_, at)
    at = at + 1
    if at + size - 1 <= #list then return at, table.unpack(list, at, at + size - 1) end
  end, nil, 0
end

local function sorted_pairs(entries)
  local keys = {}
  for key in pairs(entries) do keys[#keys + 1] = key end
  table.sort(keys)
  local at = 0
  return function()
    at = at + 1
    return keys[at], entries[keys[at]]
  end
end

local function tree(depth)
  if depth == 0 then return nil end
  return {left = tree(depth - 1), value = depth, right = tree(depth - 1)}
end

-- In order, with a stack in the closure.
local function walk(node)
  local stack, top = {}, 0
  return function()
    while node do
      top = top + 1
      stack[top] = node
      node = node.left
    end
    if top == 0 then return nil end
    local found = stack[top]
    top = top - 1
    node = found.right
    return found.value
  end
end

local list, set = {}, {}
for i = 1, 1000 do
  list[i] = i * 7 % 101
  set["key" .. i] = i
end
local view = setmetatable({}, {__pairs = function() return next, list, nil end})
local proxy = setmetatable({}, {__index = function(_, i) if i <= 50 then return list[i] end end})

local results = {}
local function note(name, value) results[name] = ((results[name] or 0) + value) % 1000003 end

for _ = 1, 1400 do
  local sum = 0
  for i, value in ipairs(list) do sum = sum + i * value end
  note("ipairs", sum)
  sum = 0
  for key, value in pairs(set) do sum = sum + value + #key end
  note("pairs", sum)
  sum = 0
  local key, value = next(list)
  while key do
    sum = sum + value
    key, value = next(list, key)
  end
  note("next", sum)
  sum = 0
  for i, each in pairs(view) do sum = sum + i * each end
  for _, each in ipairs(proxy) do sum = sum + each end
  note("metamethods", sum)
  sum = 0
  for at, each in backwards(list) do sum = (sum * 3 + at + each) % 65521 end
  note("backwards", sum)
end

for round = 1, 400 do
  note("range", fold(function(a, b) return a + b end, 0, range(1, 2000, 3)))
  local odd_squares = filter(function(x) return x % 2 == 1 end,
                             map(function(x) return x * x end, range(round, 2000)))
  note("chain", fold(math.max, 0, take(500, odd_squares)))
  local sum = 0
  for x, y in zip(range(1, 1000), range(5, 3000, 2)) do sum = sum + x * y end
  note("zip", sum)
  sum = 0
  for at, a, b, c in windows(list, 3) do
    if a < b and b < c then sum = sum + at end
  end
  note("windows", sum)
end

for _ = 1, 40 do
  local hash = 0
  for key, value in sorted_pairs(set) do hash = (hash * 31 + #key + value) % 65521 end
  note("sorted", hash)
end

local root = tree(11)
for _ = 1, 160 do
  local hash = 0
  for value in walk(root) do hash = (hash * 5 + value) % 65521 end
  note("walk", hash)
end

-- Entries are cleared during the traversal.
for round = 1, 200 do
  local shrinking, left = {}, 0
  for i = 1, 500 do shrinking[i % 2 == 0 and i or "k" .. i] = i end
  for key, value in pairs(shrinking) do
    if value % (round % 5 + 2) == 0 then shrinking[key] = nil end
  end
  for _ in pairs(shrinking) do left = left + 1 end
  note("clearing", left)
end
for name, value in sorted_pairs(results) do io.write(name, "=", value, " ") end
print()

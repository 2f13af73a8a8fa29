-- Coroutines as generators, with yields from deep in a recursion: permutations, subsets,
-- partitions, a walk in a tree, and generators that feed generators.
local yield, wrap = coroutine.yield, coroutine.wrap

-- Swaps each element to the end in turn; the list itself is yielded.
local function permute(list, n)
  if n <= 1 then
    yield(list)
    return
  end
  for i = 1, n do
    list[i], list[n] = list[n], list[i]
    permute(list, n - 1)
    list[i], list[n] = list[n], list[i]
  end
end

local function permutations(list) return wrap(function() permute(list, #list) end) end

local function choose(list, from, chosen, size)
  if #chosen == size then
    yield(chosen)
    return
  end
  for i = from, #list do
    chosen[#chosen + 1] = list[i]
    choose(list, i + 1, chosen, size)
    chosen[#chosen] = nil
  end
end

local function combinations(list, size)
  return wrap(function() choose(list, 1, {}, size) end)
end

-- The ways to write n as a sum of parts that do not grow.
local function partitions(n)
  local parts = {}
  local function split(rest, largest, count)
    if rest == 0 then return yield(parts, count) end
    for part = math.min(rest, largest), 1, -1 do
      parts[count + 1] = part
      split(rest - part, part, count + 1)
    end
  end
  return wrap(function() split(n, n, 0) end)
end

local function grow(tree, key)
  if not tree then return {key = key} end
  if key < tree.key then tree.left = grow(tree.left, key)
  else tree.right = grow(tree.right, key) end
  return tree
end

-- Each level is a coroutine of its own: a value passes through all of them.
local function walk(tree)
  return wrap(function()
    if not tree then return end
    for key in walk(tree.left) do yield(key) end
    yield(tree.key)
    for key in walk(tree.right) do yield(key) end
  end)
end

-- Sends the moves for the discs one by one, and gets back how many were made.
local function hanoi(n, from, to, by)
  if n == 0 then return 0 end
  local before = hanoi(n - 1, from, by, to)
  local made = yield(n, from, to)
  return before + made + hanoi(n - 1, by, to, from)
end

local function count_inversions(list)
  local count = 0
  for i = 1, #list do
    for j = i + 1, #list do
      if list[i] > list[j] then count = count + 1 end
    end
  end
  return count
end

local even, hash, total = 0, 0, 0
for list in permutations({1, 2, 3, 4, 5, 6, 7}) do
  total = total + 1
  if count_inversions(list) % 2 == 0 then even = even + 1 end
  hash = (hash * 31 + list[1] * 7 + list[7]) % 1000003
end
print(total, even, hash)

for list in permutations({1, 2, 3, 4, 5, 6, 7, 8, 9}) do
  total = total + 1
  hash = (hash * 31 + list[3] * 9 + list[8]) % 1000003
end
print(total, hash)

local letters, words = {}, {}
for c in ("abcdefghijklmnopqrs"):gmatch(".") do letters[#letters + 1] = c end
for size = 0, 6 do
  for chosen in combinations(letters, size) do words[#words + 1] = table.concat(chosen) end
end
print(#words, words[500], words[#words])

local ways, largest = 0, 0
for parts, count in partitions(48) do
  ways = ways + 1
  largest = (largest + parts[1] * count) % 1000003
end
print(ways, largest)

local tree, seed = nil, 3
for _ = 1, 1000 do
  seed = (seed * 1103515245 + 12345) & 0x7fffffff
  tree = grow(tree, seed)
end
local rises, last = 0, -1
for _ = 1, 24 do
  last = -1
  for key in walk(tree) do
    if key >= last then rises = rises + 1 end
    last = key
  end
end
print(rises, last)

local towers = coroutine.create(hanoi)
local pegs = {a = 17, b = 0, c = 0}
local ok, disc, from, to = coroutine.resume(towers, 17, "a", "c", "b")
while ok and coroutine.status(towers) ~= "dead" do
  pegs[from], pegs[to] = pegs[from] - 1, pegs[to] + 1
  ok, disc, from, to = coroutine.resume(towers, 1)
end
print(disc, pegs.a, pegs.b, pegs.c)

-- A generator that is left before its end, many times.
local first = 0
for i = 1, 60000 do
  for chosen in combinations(letters, i % 5 + 1) do
    first = first + #chosen
    if #chosen > 0 then break end
  end
end
print(first)

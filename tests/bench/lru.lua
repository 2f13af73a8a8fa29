-- A cache that forgets what was used longest ago: a doubly linked list, and a table whose
-- keys come and go all the time.
local Cache = {}
Cache.__index = Cache

-- The ring starts and ends at `ring`: the newest is ring.after, the oldest ring.before.
function Cache.new(capacity, on_drop)
  local ring = {}
  ring.before, ring.after = ring, ring
  return setmetatable({capacity = capacity, size = 0, entries = {}, ring = ring, hits = 0,
                       misses = 0, on_drop = on_drop}, Cache)
end

local function unlink(entry)
  local before, after = entry.before, entry.after
  before.after, after.before = after, before
end

local function link_after(entry, place)
  local after = place.after
  entry.before, entry.after = place, after
  place.after, after.before = entry, entry
end

function Cache:get(key)
  local entry = self.entries[key]
  if not entry then
    self.misses = self.misses + 1
    return nil
  end
  self.hits = self.hits + 1
  if self.ring.after ~= entry then
    unlink(entry)
    link_after(entry, self.ring)
  end
  return entry.value
end

function Cache:set(key, value)
  local entries = self.entries
  local entry = entries[key]
  if entry then
    entry.value = value
    unlink(entry)
  else
    if self.size >= self.capacity then self:drop(self.ring.before) end
    entry = {key = key, value = value}
    entries[key] = entry
    self.size = self.size + 1
  end
  link_after(entry, self.ring)
end

function Cache:drop(entry)
  unlink(entry)
  self.entries[entry.key] = nil
  self.size = self.size - 1
  if self.on_drop then self.on_drop(entry.key, entry.value) end
end

function Cache:remove(key)
  local entry = self.entries[key]
  if entry then self:drop(entry) end
  return entry ~= nil
end

function Cache:newest_first()
  local ring = self.ring
  local entry = ring
  return function()
    entry = entry.after
    if entry ~= ring then return entry.key, entry.value end
  end
end

local seed = 99
local function random(n)
  seed = (seed * 1103515245 + 12345) & 0x7fffffff
  return (seed >> 8) % n + 1
end

-- Small keys are asked for more often than large ones.
local function skewed(n) return random(random(n)) end

local function churn(capacity, rounds, key_of)
  local dropped = 0
  local cache = Cache.new(capacity, function(_, value) dropped = (dropped + value) % 1000003 end)
  for i = 1, rounds do
    local key = key_of(i)
    local value = cache:get(key)
    if value then
      cache:set(key, value + 1)
    else
      cache:set(key, i)
    end
    if i % 50 == 0 then cache:remove(key_of(i + 1)) end
  end
  local sum, length = 0, 0
  for _, value in cache:newest_first() do
    length = length + 1
    sum = (sum * 7 + value) % 1000003
  end
  local counted = 0
  for _ in pairs(cache.entries) do counted = counted + 1 end
  assert(length == cache.size and counted == length)
  print(capacity, cache.hits, cache.misses, dropped, length, sum)
end

local names = {}
for i = 1, 4000 do names[i] = "page " .. i end

churn(64, 140000, function() return skewed(2000) end)
churn(1000, 140000, function() return names[skewed(4000)] end)
churn(500, 80000, function(i) return i % 501 + 0.5 end)
churn(300, 60000, function(i) return i end)

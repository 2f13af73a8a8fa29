-- A cache that forgets what was used longest ago, held against a naive model at every step.
--
-- Usage: lru.lua [SCALE]
--
-- The cache is a hash into a ring of nodes, linked both ways, with a sentinel between its newest
-- and its oldest node, so that no operation has a special case. Entries have weights and can be
-- pinned for a scope by a to-be-closed variable. Values that were evicted while someone still
-- uses them are found again in a weak table. A segmented cache is built of two plain ones, and a
-- memoizing function of one.
-- torture: 3

local scale = tonumber((...)) or 1

local Cache = {__name = "cache"}
Cache.__index = Cache

-- Options: weigh(value), which gives the weight of a value (1 if there is no such function), and
-- on_evict(key, value), which is told what has to go.
function Cache.new(capacity, options)
    local ring = {}
    ring.newer, ring.older = ring, ring -- the newest is ring.older, the oldest ring.newer
    local cache = {capacity = capacity, weight = 0, count = 0, nodes = {}, ring = ring, hits = 0,
                   misses = 0, ghosts = setmetatable({}, {__mode = "v"})}
    for name, option in pairs(options or {}) do cache[name] = option end
    return setmetatable(cache, Cache)
end

local function unlink(node)
    node.newer.older, node.older.newer = node.older, node.newer
end

local function link_newest(ring, node)
    node.newer, node.older = ring, ring.older
    ring.older.newer = node
    ring.older = node
end

local function drop(cache, node)
    unlink(node)
    cache.nodes[node.key] = nil
    cache.weight = cache.weight - node.weight
    cache.count = cache.count - 1
end

-- Evicts from the old end until the weight is within the capacity; what is pinned stays.
local function shrink(cache)
    local node = cache.ring.newer
    while cache.weight > cache.capacity and node ~= cache.ring do
        local next_node = node.newer
        if node.pins == 0 then
            drop(cache, node)
            if type(node.value) == "table" then cache.ghosts[node.key] = node.value end
            if cache.on_evict then cache.on_evict(node.key, node.value) end
        end
        node = next_node
    end
end

function Cache:put(key, value)
    local old = self.nodes[key]
    if old then drop(self, old) end
    local node = {key = key, value = value, pins = old and old.pins or 0,
                  weight = self.weigh and self.weigh(value) or 1}
    self.ghosts[key] = nil
    self.nodes[key] = node
    self.weight = self.weight + node.weight
    self.count = self.count + 1
    link_newest(self.ring, node)
    shrink(self)
end

-- Looks without using.
function Cache:peek(key)
    local node = self.nodes[key]
    if node then return node.value end
end

function Cache:get(key)
    local node = self.nodes[key]
    if not node then
        local ghost = self.ghosts[key]
        if ghost == nil then
            self.misses = self.misses + 1
            return nil
        end
        self:put(key, ghost)
        node = self.nodes[key]
    end
    self.hits = self.hits + 1
    unlink(node)
    link_newest(self.ring, node)
    return node.value
end

function Cache:remove(key)
    local node = self.nodes[key]
    if not node then return nil end
    drop(self, node)
    return node.value
end

local Pin = {}

function Pin:__close()
    local node = self.cache.nodes[self.key]
    if not node then return end -- it was removed
    node.pins = node.pins - 1
    shrink(self.cache)
end

-- While what this gives is open, the entry is not evicted: `local pin <close> = cache:pin(key)`.
function Cache:pin(key)
    local node = self.nodes[key] or error("no entry " .. tostring(key), 2)
    node.pins = node.pins + 1
    return setmetatable({cache = self, key = key}, Pin)
end

function Cache:__len() return self.count end

-- From the newest to the oldest.
function Cache:__pairs()
    local node = self.ring
    return function()
        node = node.older
        if node ~= self.ring then return node.key, node.value end
    end
end

function Cache:__tostring()
    local words = {}
    for key, value in pairs(self) do words[#words + 1] = key .. "=" .. tostring(value) end
    return "{" .. table.concat(words, " ") .. "}"
end

-- What always holds: the ring is whole in both directions and agrees with hash and counters.
function Cache:check()
    local count, weight, pinned, node = 0, 0, 0, self.ring
    repeat
        assert(node.older.newer == node and node.newer.older == node, "a broken link")
        node = node.older
        if node == self.ring then break end
        assert(self.nodes[node.key] == node, "a node that the hash does not know")
        count, weight = count + 1, weight + node.weight
        if node.pins > 0 then pinned = pinned + node.weight end
    until false
    for _ in pairs(self.nodes) do count = count - 1 end
    assert(count == 0, "a node outside of the ring")
    assert(weight == self.weight, "a wrong weight")
    assert(weight <= self.capacity or weight == pinned, "too much is kept")
end

-- New entries are on probation; only what is used again is protected, so a scan through many
-- entries, each used once, does not drive out what is used often.
local Segmented = setmetatable({}, {__index = Cache})
Segmented.__index = Segmented

function Segmented.new(capacity)
    local self = {hits = 0, misses = 0, probation = Cache.new(capacity - capacity // 2)}
    self.protected = Cache.new(capacity // 2, {
        on_evict = function(key, value) self.probation:put(key, value) end,
    })
    return setmetatable(self, Segmented)
end

function Segmented:get(key)
    local value = self.protected:get(key)
    if value == nil then
        value = self.probation:remove(key)
        if value ~= nil then self.protected:put(key, value) end
    end
    if value == nil then
        self.misses = self.misses + 1
    else
        self.hits = self.hits + 1
    end
    return value
end

function Segmented:put(key, value)
    local part = self.protected:peek(key) ~= nil and self.protected or self.probation
    part:put(key, value)
end

function Segmented:check()
    self.protected:check()
    self.probation:check()
    for key in pairs(self.protected) do assert(self.probation:peek(key) == nil, "in both parts") end
end

-- A function that remembers its results. Arguments are told apart by type and text.
local function memoize(f, capacity)
    local cache = Cache.new(capacity)
    return function(...)
        local words = table.pack(...)
        for i = 1, words.n do
            words[i] = (math.type(words[i]) or type(words[i])) .. " " .. tostring(words[i])
        end
        local key = table.concat(words, ",")
        local results = cache:get(key)
        if not results then
            results = table.pack(f(...))
            cache:put(key, results)
        end
        return table.unpack(results, 1, results.n)
    end, cache
end

-- The model: a list, the newest last.
local Model = {}
Model.__index = Model

function Model:use(key, value)
    for i, entry in ipairs(self) do
        if entry.key == key then
            table.remove(self, i)
            value = value or entry.value
            break
        end
    end
    if value then
        self[#self + 1] = {key = key, value = value}
        if #self > self.capacity then table.remove(self, 1) end
    end
    return value
end

function Model:__tostring()
    local words = {}
    for i = #self, 1, -1 do words[#words + 1] = self[i].key .. "=" .. self[i].value end
    return "{" .. table.concat(words, " ") .. "}"
end

local function generator(seed)
    return function(limit) -- 1 … limit
        seed = seed * 0x5851F42D4C957F2D + 0x14057B7EF767814F & 0x7FFFFFFFFFFFFFFF
        return (seed >> 30) % limit + 1
    end
end

local function against_the_model(steps, capacity)
    local random = generator(3)
    local cache = Cache.new(capacity)
    local model = setmetatable({capacity = capacity}, Model)
    for step = 1, steps do
        local key = string.char(96 + random(capacity * 2))
        local action = random(10)
        if action <= 4 then
            cache:put(key, step)
            model:use(key, step)
        elseif action <= 9 then
            assert(cache:get(key) == model:use(key))
        else
            local removed = cache:remove(key)
            assert(removed == model:use(key))
            if removed then table.remove(model) end
        end
        cache:check()
        assert(tostring(cache) == tostring(model))
        if step * 4 % steps == 0 then print(step, #cache, cache) end
    end
    return cache.hits, cache.misses
end

local unit = scale * (1 + scale // 2) -- the work grows faster than the scale

print(against_the_model(100 * unit, 6))
-- expect: 25	6	{h=13 a=24 j=23 f=22 b=21 g=19}
-- expect: 50	6	{k=50 c=48 h=38 g=19 b=31 a=44}
-- expect: 75	6	{g=75 d=54 b=71 e=65 i=63 h=38}
-- expect: 100	6	{e=99 b=98 k=96 i=93 g=91 d=54}
-- expect: 22	32

-- How often caches have what is asked for: share of hits in percent for a pattern of keys.
local patterns = {
    {"loop", function(_, step) return step % 12 end},
    {"random", function(random) return random(16) end},
    {"skewed", function(random) return random(random(random(32))) end},
    {"scans", function(random, step) return step % 3 == 0 and -step or random(5) end},
}

for _, pattern in ipairs(patterns) do
    local name, next_key = table.unpack(pattern)
    local shares = {}
    for i, kind in ipairs {Cache, Segmented} do
        local random, cache = generator(5), kind.new(8)
        for step = 1, 120 * unit do
            local key = next_key(random, step)
            if cache:get(key) == nil then cache:put(key, step) end
            if step % 10 == 0 then cache:check() end
        end
        shares[i] = cache.hits * 100 // (cache.hits + cache.misses)
    end
    print(name, shares[1], shares[2])
end
-- expect: loop	0	0
-- expect: random	51	44
-- expect: skewed	65	65
-- expect: scans	50	58

local log = {}
local texts = Cache.new(10, {
    weigh = string.len,
    on_evict = function(key) log[#log + 1] = key end,
})
texts:put("a", "xxxx")
texts:put("b", "yyy")
texts:put("c", "zzz")
do
    local pin <close> = texts:pin("a")
    texts:put("d", "uuuu")
    print(texts, #texts, texts.weight, table.concat(log, " "))
    texts:check()
    texts:put("a", "longer than all")
    texts:check()
    print(texts, #texts, texts.weight, table.concat(log, " "))
end
-- expect: {d=uuuu a=xxxx}	2	8	b c
-- expect: {a=longer than all}	1	15	b c d
texts:check()
print(texts, #texts, texts.weight, table.concat(log, " ")) -- expect: {}	0	0	b c d a
print(pcall(texts.pin, texts, "a")) -- expect: false	no entry a

-- What was evicted comes back as long as somebody holds it.
local objects = Cache.new(2)
local held = {"held"}
local function fill() -- leaves no other reference behind
    objects:put("held", held)
    for i = 1, 5 do objects:put(i, {i}) end
end
local function count_ghosts()
    collectgarbage()
    local count = 0
    for _ in pairs(objects.ghosts) do count = count + 1 end
    return count
end
fill()
print(count_ghosts(), objects:peek("held")) -- expect: 1
print(objects:get("held") == held, objects:peek("held") == held) -- expect: true	true
held = nil
objects:remove("held")
print(count_ghosts(), objects:get("held")) -- expect: 0	nil

local calls = 0
local divide, results = memoize(function(a, b)
    calls = calls + 1
    return a // b, a % b
end, 4)
print(divide(17, 5)) -- expect: 3	2
print(divide(17, 5.0), divide(17.5, 5)) -- expect: 3.0	3.0	2.5
print(divide(17, 5)) -- expect: 3	2
print(calls, results.hits, results.misses) -- expect: 3	1	3
local paths
paths = memoize(function(x, y)
    if x == 0 or y == 0 then return 1 end
    return paths(x - 1, y) + paths(x, y - 1)
end, 8)
print(paths(9, 6)) -- expect: 5005

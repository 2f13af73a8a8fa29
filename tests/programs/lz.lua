-- An LZSS compressor and its way back, checked over texts of many kinds.
--
-- Usage: lz.lua [SCALE]
--
-- A container is a header (magic, version, size, check sum) and groups of up to eight items
-- behind a byte of flags: a literal byte, or a match of 16 bits, 11 for the distance and 5 for
-- the length. The compressor looks one byte ahead before it takes a match. The decompressor is
-- a coroutine that is fed bytes in pieces of any size.
-- torture: 20

local scale = tonumber((...)) or 1

local MAGIC, VERSION = "LZsp", 1
local HEADER = "<c4 B I4 I4"
local LENGTH_BITS = 5
local WINDOW = 1 << 16 - LENGTH_BITS
local MIN_MATCH, MAX_MATCH = 3, 3 + (1 << LENGTH_BITS) - 1
local MAX_CHAIN = 16 -- places that are tried for one match

-- CRC-32, a nibble at a time: half the steps of a bit at a time, a table of 16.
local crc_table = {}
for i = 0, 15 do
    local value = i
    for _ = 1, 4 do value = value & 1 == 1 and value >> 1 ~ 0xEDB88320 or value >> 1 end
    crc_table[i] = value
end

local function crc32(text)
    local crc = 0xFFFFFFFF
    for i = 1, #text do
        crc = crc ~ text:byte(i)
        crc = crc >> 4 ~ crc_table[crc & 15]
        crc = crc >> 4 ~ crc_table[crc & 15]
    end
    return crc ~ 0xFFFFFFFF
end

-- Where each run of MIN_MATCH bytes was seen: `last` has the newest place of a run, and
-- `before` the one before a place; it is a ring, as older places are out of reach.
local Finder = {}
Finder.__index = Finder

local function new_finder(text)
    return setmetatable({text = text, last = {}, before = {}, seen = 0}, Finder)
end

-- Enters all places up to and without `place`.
function Finder:advance(place)
    local text, last, before = self.text, self.last, self.before
    for at = self.seen + 1, math.min(place - 1, #text - MIN_MATCH + 1) do
        local run = text:sub(at, at + MIN_MATCH - 1)
        before[at % WINDOW] = last[run]
        last[run] = at
    end
    self.seen = math.max(self.seen, place - 1)
end

local function match_length(text, a, b)
    local length, limit = MIN_MATCH, math.min(MAX_MATCH, #text - b + 1)
    while length < limit and text:byte(a + length) == text:byte(b + length) do
        length = length + 1
    end
    return length
end

-- The longest match for what stands at a place: its length and distance, or 0.
function Finder:longest(place)
    self:advance(place)
    local best, distance = 0, 0
    if place + MIN_MATCH - 1 > #self.text then return best, distance end
    local candidate = self.last[self.text:sub(place, place + MIN_MATCH - 1)]
    for _ = 1, MAX_CHAIN do
        if not candidate or place - candidate >= WINDOW then break end
        local length = match_length(self.text, candidate, place)
        if length > best then best, distance = length, place - candidate end
        if best == MAX_MATCH then break end
        candidate = self.before[candidate % WINDOW]
    end
    return best, distance
end

-- Puts items into groups behind their flags. `finish` writes the last, partly filled group.
local function item_writer(sink)
    local flags, count, items = 0, 0, {}
    local function finish()
        if count == 0 then return end
        sink(string.char(flags) .. table.concat(items, "", 1, count))
        flags, count = 0, 0
    end
    local function put(item, flag)
        flags = flags | flag << count
        count = count + 1
        items[count] = item
        if count == 8 then finish() end
    end
    return put, finish
end

local function compress_into(text, sink)
    local finder, at = new_finder(text), 1
    local put, finish = item_writer(sink)
    local length, distance = finder:longest(at)
    while at <= #text do
        local next_length, next_distance = 0, 0
        if length >= MIN_MATCH and length < MAX_MATCH then
            next_length, next_distance = finder:longest(at + 1)
        end
        if length < MIN_MATCH or next_length > length then
            put(text:sub(at, at), 0)
            at = at + 1
            if length < MIN_MATCH then
                length, distance = finder:longest(at)
            else
                length, distance = next_length, next_distance
            end
        else
            put(string.pack("<I2", distance << LENGTH_BITS | length - MIN_MATCH), 1)
            at = at + length
            length, distance = finder:longest(at)
        end
    end
    finish()
end

local function compress(text)
    local pieces = {string.pack(HEADER, MAGIC, VERSION, #text, crc32(text))}
    compress_into(text, function(bytes) pieces[#pieces + 1] = bytes end)
    return table.concat(pieces)
end

-- Gives a sink that takes compressed bytes in pieces of any size, and the result at the call
-- without an argument. It is a coroutine, which waits for bytes wherever it needs some.
local function decompressor()
    return coroutine.wrap(function(buffer)
        buffer = buffer or error("truncated", 0)
        local at = 1
        local function has(count) -- waits until there are `count` bytes; false at the end
            while #buffer - at + 1 < count do
                local more = coroutine.yield()
                if not more then return false end
                buffer, at = buffer:sub(at) .. more, 1
            end
            return true
        end
        local function take(format)
            if not has(string.packsize(format)) then error("truncated", 0) end
            local values = table.pack(string.unpack(format, buffer, at))
            at = table.remove(values)
            return table.unpack(values, 1, values.n - 1)
        end

        local magic, version, size, sum = take(HEADER)
        if magic ~= MAGIC then error("not a container", 0) end
        if version ~= VERSION then error("version " .. version .. " is unknown", 0) end
        local text, recent = {}, "" -- finished pieces; the last WINDOW bytes and more
        local total = 0
        while total < size do
            local flags = take("B")
            for bit = 0, 7 do
                if total == size then break end
                local piece
                if flags >> bit & 1 == 0 then
                    piece = take("c1")
                else
                    local item = take("<I2")
                    local distance = item >> LENGTH_BITS
                    local length = item % (1 << LENGTH_BITS) + MIN_MATCH
                    if distance == 0 or distance > total then error("distance too far", 0) end
                    piece = recent:sub(-distance, length < distance and length - distance - 1 or -1)
                    if length > distance then -- a match that overlaps itself
                        piece = piece:rep(length // distance + 1):sub(1, length)
                    end
                end
                text[#text + 1] = piece
                recent = recent .. piece
                total = total + #piece
            end
            if #recent > 2 * WINDOW then recent = recent:sub(-WINDOW) end
        end
        if has(1) or total > size then error("more bytes than announced", 0) end
        text = table.concat(text)
        if crc32(text) ~= sum then error("the check sum is wrong", 0) end
        return text
    end)
end

local function decompress(bytes, step)
    local sink = decompressor()
    step = step or math.max(#bytes, 1)
    for at = 1, #bytes, step do sink(bytes:sub(at, at + step - 1)) end
    return sink()
end

local function generator(seed)
    return function(limit) -- 1 … limit
        seed = seed ~ seed << 13
        seed = seed ~ seed >> 7
        seed = seed ~ seed << 17
        return (seed >> 11) % limit + 1
    end
end

local words = {"the", "state", "of", "a", "program", "is", "saved", "and", "goes", "on", "with",
               "every", "coroutine", "where", "it", "was"}

local function prose(size)
    local random, text, length = generator(42), {}, 0
    while length < size do
        local word = words[math.min(random(#words), random(#words))] -- the first ones more often
        text[#text + 1] = random(9) == 1 and word .. ".\n" or word .. " "
        length = length + #text[#text]
    end
    return table.concat(text):sub(1, size)
end

local function noise(size)
    local random, bytes = generator(7), {}
    for i = 1, size do bytes[i] = string.char(random(256) - 1) end
    return table.concat(bytes)
end

-- a, ab, aba, abaab, …: each is the two before it.
local function fibonacci_word(size)
    local older, newer = "b", "a"
    while #newer < size do older, newer = newer, newer .. older end
    return newer:sub(1, size)
end

local function records(count)
    local lines = {}
    for i = 1, count do lines[i] = string.format("{id = %d, square = %d},\n", i, i * i) end
    return table.concat(lines)
end

local function report(name, text)
    local packed = compress(text)
    assert(decompress(packed) == text, name)
    for _, step in ipairs {1, 7} do assert(decompress(packed, step) == text, name) end
    print(string.format("%-9s %6d -> %5d %4d%%  %08x", name, #text, #packed,
                        #text > 0 and #packed * 100 // #text or 0, crc32(text)))
end

local unit = scale * (1 + scale // 8) -- the texts grow faster than the scale

report("empty", "") -- expect: empty          0 ->    13    0%  00000000
report("byte", "a") -- expect: byte           1 ->    15 1500%  e8b7be43
report("check", "123456789") -- expect: check          9 ->    24  266%  cbf43926
report("run", ("z"):rep(300 * unit)) -- expect: run          300 ->    34   11%  ceb6fc59
report("period", ("abcde"):rep(40 * unit))
-- expect: period       200 ->    32   16%  2dc44a61
report("fibonacci", fibonacci_word(200 * unit))
-- expect: fibonacci    200 ->    39   19%  eb28ad4a
report("noise", noise(100 * unit)) -- expect: noise        100 ->   126  126%  87e53ffc
report("records", records(12 * unit)) -- expect: records      279 ->   111   39%  a5f75fac
report("prose", prose(500 * unit)) -- expect: prose        500 ->   237   47%  37f5b2b8

-- A match may reach back as far as the window, but no further.
for _, gap in ipairs {WINDOW - 8, WINDOW - 7} do
    local packed = compress("marker 1" .. ("\0"):rep(gap - 1) .. "marker 1")
    print(gap, #packed)
end
-- expect: 2040	153
-- expect: 2041	160

local function try(bytes)
    local ok, result = pcall(decompress, bytes, 5)
    print(ok, ok and #result or result:match(": (.*)$"))
end

local packed = compress("abcabcabcabc, and so on, and so on")
local function patched(at, byte) return packed:sub(1, at - 1) .. byte .. packed:sub(at + 1) end

try(packed) -- expect: true	34
try(patched(1, "X")) -- expect: false	not a container
try(patched(5, "\9")) -- expect: false	version 9 is unknown
try(patched(11, "\0")) -- expect: false	the check sum is wrong
try(patched(15, "X")) -- expect: false	the check sum is wrong
try(patched(18, "\xFF")) -- expect: false	distance too far
try(packed:sub(1, 9)) -- expect: false	truncated
try(packed:sub(1, -2)) -- expect: false	truncated
try(packed .. "\0") -- expect: false	more bytes than announced
try("") -- expect: false	truncated

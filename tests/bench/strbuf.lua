-- Strings built from pieces: table.concat, rep, sub, byte, char, reverse, upper and lower.
local char, byte, sub, rep, concat = string.char, string.byte, string.sub, string.rep, table.concat

local function checksum(text)
  local sum = 0
  for i = 1, #text do sum = (sum * 33 + byte(text, i)) & 0xffffff end
  return sum
end

-- A buffer that joins its pieces when it has many.
local Buffer = {}
Buffer.__index = Buffer

function Buffer.new() return setmetatable({count = 0, done = {}}, Buffer) end

function Buffer:put(...)
  local count = self.count
  for i = 1, select("#", ...) do self[count + i] = (select(i, ...)) end
  count = count + select("#", ...)
  if count >= 512 then
    self.done[#self.done + 1] = concat(self, "", 1, count)
    count = 0
  end
  self.count = count
  return self
end

function Buffer:text() return concat(self.done) .. concat(self, "", 1, self.count) end

local function build(rows)
  local buffer = Buffer.new()
  for i = 1, rows do
    buffer:put("<td>", i, "</td>"):put("<td>", rep("*", i % 9), "</td>\n")
  end
  return buffer:text()
end

-- Run lengths: "aaab" becomes "3a1b", and back.
local function squeeze(text)
  local parts, at = {}, 1
  while at <= #text do
    local c, stop = byte(text, at), at + 1
    while stop - at < 9 and byte(text, stop) == c do stop = stop + 1 end
    parts[#parts + 1] = char(48 + stop - at, c)
    at = stop
  end
  return concat(parts)
end

local function stretch(text)
  local parts = {}
  for i = 1, #text, 2 do parts[#parts + 1] = rep(sub(text, i + 1, i + 1), byte(text, i) - 48) end
  return concat(parts)
end

-- Three bytes become four letters, and back.
local letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
local value_of = {}
for i = 1, 64 do value_of[byte(letters, i)] = i - 1 end

local function to_letters(text)
  local parts = {}
  for i = 1, #text - 2, 3 do
    local a, b, c = byte(text, i, i + 2)
    local bits = a << 16 | b << 8 | c
    parts[#parts + 1] = char(byte(letters, (bits >> 18) + 1), byte(letters, (bits >> 12 & 63) + 1),
                             byte(letters, (bits >> 6 & 63) + 1), byte(letters, (bits & 63) + 1))
  end
  return concat(parts)
end

local function from_letters(text)
  local parts = {}
  for i = 1, #text, 4 do
    local a, b, c, d = byte(text, i, i + 3)
    local bits = value_of[a] << 18 | value_of[b] << 12 | value_of[c] << 6 | value_of[d]
    parts[#parts + 1] = char(bits >> 16, bits >> 8 & 255, bits & 255)
  end
  return concat(parts)
end

-- A letter is moved along the alphabet; other characters stay.
local function shift(text, by)
  local out = {}
  for i = 1, #text do
    local c = byte(text, i)
    if c >= 97 and c <= 122 then c = (c - 97 + by) % 26 + 97 end
    out[i] = char(c)
  end
  return concat(out)
end

local function split(text, separator)
  local parts, from = {}, 1
  for i = 1, #text do
    if sub(text, i, i) == separator then
      parts[#parts + 1] = sub(text, from, i - 1)
      from = i + 1
    end
  end
  parts[#parts + 1] = sub(text, from)
  return parts
end

local text = build(4000)
print(#text, checksum(text))
local sums = {0, 0, 0, 0, 0}
for round = 1, 12 do
  local part = sub(text, round * 5000, round * 5000 + 29999)
  local squeezed = squeeze(part)
  assert(stretch(squeezed) == part)
  sums[1] = sums[1] + checksum(squeezed)
  local coded = to_letters(part)
  assert(from_letters(coded) == part)
  sums[2] = sums[2] + checksum(coded)
  local moved = shift(part, round)
  assert(shift(moved, -round) == part)
  sums[3] = sums[3] + checksum(moved)
  local lines = split(part, "\n")
  table.sort(lines)
  sums[4] = sums[4] + checksum(concat(lines, ",")) + #lines
  sums[5] = sums[5] + checksum(part:upper():reverse():lower())
end
print(concat(sums, " "))

-- A string that grows at the end, loses its head, and is compared.
local window, larger = "", 0
for i = 1, 150000 do
  local piece = rep(char(97 + i % 26), i % 3 + 1, "-")
  window = sub(window .. piece, -64)
  if window > piece then larger = larger + 1 end
end
print(window, larger)

-- string.format: integers, floats, strings, widths, precisions, flags and quoting.
local format = string.format
local sum, length = 0, 0

-- Folds a text into the checksum: its length, and the bytes of some places.
local function note(text)
  local n = #text
  length = length + n
  local first, middle, last = text:byte(1), text:byte(n // 2 + 1), text:byte(n)
  sum = (sum * 31 + first + middle * 7 + last * 13 + n) & 0xffffff
end

-- A table of accounts, laid out in columns.
local function accounts(count)
  for i = 1, count do
    local name, cents = "account " .. i % 97, i * 7919 % 1000003
    note(format("%-14s|%8d|%10.2f|%5.1f%%", name, i, cents / 100, i % 1000 / 10))
  end
end

-- The same number in many ways.
local function numbers(count)
  for i = 1, count do
    local n, x = i * 2654435761 & 0xffffffff, i / 7
    note(format("%d %i %x %X %o %#x", n, -n, n, n, n, n))
    note(format("%08d %+d % d %-12d. %.6d", n, i, i, n, i))
    note(format("%g %.3g %e %.2e %G", x, x * 1e10, x, x / 1e5, x * 1e-12))
    note(format("%f %.0f %+.3f %012.4f", x, x, -x, x))
    if i % 4 == 0 then note(format("%a %.14g %.17g", x, x, x)) end
  end
end

local words = {"plain", "with \"quotes\"", "line\nbreak", "back\\slash", "zero\0byte", "end\r1"}

-- Strings: cut, padded, quoted, and made from other values.
local function strings(count)
  for i = 1, count do
    local word = words[i % #words + 1]
    note(format("%s=%q", "key", word))
    note(format("[%10s] [%-10s] [%.3s] [%8.2s]", "right", "left", "cut off", "both"))
    note(format("%s %s %s %s", i, i + 0.5, i % 2 == 0, nil))
    note(format("%c%c%c %q %q", 65 + i % 26, 97 + i % 26, 48 + i % 10, i, i / 4))
  end
end

-- A template that is written once and used through a method call.
local Template = {}
Template.__index = Template
function Template.new(text) return setmetatable({text = text}, Template) end
function Template:fill(...) return self.text:format(...) end

local function templates(count)
  local date = Template.new("%04d-%02d-%02dT%02d:%02d:%02dZ")
  local colour = Template.new("#%02x%02X%02x")
  local entry = Template.new('{"id": %d, "name": "%s", "ratio": %.4f}')
  for i = 1, count do
    note(date:fill(1970 + i % 130, i % 12 + 1, i % 28 + 1, i % 24, i % 60, i * 7 % 60))
    note(colour:fill(i & 255, i >> 3 & 255, i * 5 & 255))
    note(entry:fill(i, words[1], i / 3))
  end
end

-- Values with a __tostring of their own.
local Point = {__tostring = function(p) return format("(%d, %d)", p.x, p.y) end}

local function points(count)
  for i = 1, count do
    local point = setmetatable({x = i, y = -i}, Point)
    note(format("%s -> %-20s|", point, point))
  end
end

for _, step in ipairs({{accounts, 80000}, {numbers, 30000}, {strings, 30000},
                       {templates, 40000}, {points, 40000}}) do
  step[1](step[2])
  print(sum, length)
end
print(format("%5.2f|%-6d|%x|%q|%s|%g", math.pi, 42, 48879, "a\nb\0c", true, 1e100))
print(format("%q %q %q", math.mininteger, 0.1, 1e308 * 10))
print(pcall(format, "%d", 1.5))

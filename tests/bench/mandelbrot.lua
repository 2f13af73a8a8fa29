-- Floating-point loops in local variables: the Mandelbrot set as a bitmap, one bit a
-- point, with a checksum over the rows.
local WIDTH, HEIGHT, LIMIT = 560, 420, 300

-- The number of steps before the point escapes, or the limit.
local function escape(cr, ci)
  local zr, zi, rr, ii, steps = 0.0, 0.0, 0.0, 0.0, 0
  while steps < LIMIT and rr + ii <= 4.0 do
    zi = 2.0 * zr * zi + ci
    zr = rr - ii + cr
    rr, ii = zr * zr, zi * zi
    steps = steps + 1
  end
  return steps
end

local function row(y, histogram)
  local ci = 2.4 * y / HEIGHT - 1.2
  local bytes, bits = {}, 0
  for x = 0, WIDTH - 1 do
    local steps = escape(3.2 * x / WIDTH - 2.2, ci)
    histogram[steps] = (histogram[steps] or 0) + 1
    bits = bits << 1 | (steps == LIMIT and 1 or 0)
    if x & 7 == 7 then
      bytes[#bytes + 1] = string.char(bits)
      bits = 0
    end
  end
  return table.concat(bytes)
end

local histogram, rows, sum = {}, {}, 0
for y = 0, HEIGHT - 1 do rows[#rows + 1] = row(y, histogram) end
for _, text in ipairs(rows) do
  for i = 1, #text do sum = (sum * 257 + text:byte(i)) % 1000000007 end
end
print(sum, histogram[LIMIT], histogram[1], histogram[2], histogram[10])
for y = 35, HEIGHT, 70 do
  print((rows[y]:gsub(".", function(c) return c == "\0" and "." or c == "\255" and "#" or "+" end)))
end

-- Metamethods: complex numbers and polynomials with arithmetic, comparison, indexing,
-- assignment, call, length and concatenation of their own.
local Complex = {}

-- The fields are [1] and [2]; `re`, `im` and `norm` are computed when they are asked for.
local views = {
  re = function(z) return z[1] end,
  im = function(z) return z[2] end,
  norm = function(z) return z[1] * z[1] + z[2] * z[2] end,
}

local methods = {
  conjugate = function(z) return Complex.new(z[1], -z[2]) end,
}

function Complex.new(re, im) return setmetatable({re, im}, Complex) end

local function lift(value)
  if type(value) == "number" then return Complex.new(value, 0.0) end
  return value
end

function Complex.__index(z, key)
  local view = views[key]
  if view then return view(z) end
  return methods[key]
end

function Complex.__newindex(z, key, value)
  if key == "re" then z[1] = value
  elseif key == "im" then z[2] = value
  else error("a complex number has no field '" .. tostring(key) .. "'", 2) end
end

function Complex.__add(a, b)
  a, b = lift(a), lift(b)
  return Complex.new(a[1] + b[1], a[2] + b[2])
end

function Complex.__sub(a, b)
  a, b = lift(a), lift(b)
  return Complex.new(a[1] - b[1], a[2] - b[2])
end

function Complex.__mul(a, b)
  a, b = lift(a), lift(b)
  return Complex.new(a[1] * b[1] - a[2] * b[2], a[1] * b[2] + a[2] * b[1])
end

function Complex.__div(a, b)
  a, b = lift(a), lift(b)
  local norm = b.norm
  return Complex.new((a[1] * b[1] + a[2] * b[2]) / norm, (a[2] * b[1] - a[1] * b[2]) / norm)
end

function Complex.__unm(z) return Complex.new(-z[1], -z[2]) end
function Complex.__eq(a, b) return a[1] == b[1] and a[2] == b[2] end
function Complex.__lt(a, b) return a.norm < b.norm end
function Complex.__le(a, b) return not (b < a) end
function Complex.__len(z) return z[2] == 0 and 1 or 2 end
function Complex.__tostring(z) return ("%.4f%+.4fi"):format(z[1], z[2]) end
function Complex.__concat(a, b) return tostring(a) .. tostring(b) end

-- A polynomial is called with a value; # is its degree, // and % divide with remainder.
local Polynomial = {}
Polynomial.__index = Polynomial

function Polynomial.new(...) return setmetatable({n = select("#", ...), ...}, Polynomial) end

function Polynomial:__len() return self.n - 1 end

function Polynomial:__call(x)
  local value = self[self.n]
  for i = self.n - 1, 1, -1 do value = value * x + self[i] end
  return value
end

function Polynomial.__mul(p, q)
  local product = Polynomial.new()
  product.n = p.n + q.n - 1
  for k = 1, product.n do product[k] = 0 end
  for i = 1, p.n do
    for j = 1, q.n do product[i + j - 1] = product[i + j - 1] + p[i] * q[j] end
  end
  return product
end

function Polynomial.__eq(p, q)
  if p.n ~= q.n then return false end
  for i = 1, p.n do
    if p[i] ~= q[i] then return false end
  end
  return true
end

function Polynomial.__concat(p, other)
  return (type(p) == "table" and table.concat(p, " ", 1, p.n) or p)
    .. (type(other) == "table" and table.concat(other, " ", 1, other.n) or other)
end

function Polynomial:derivative()
  local result = Polynomial.new()
  for i = 2, self.n do result[i - 1] = self[i] * (i - 1) end
  result.n = self.n - 1
  return result
end

-- A default for missing keys, through a chain of __index tables and functions.
local asked = 0
local base = setmetatable({}, {__index = function(_, key) asked = asked + 1; return key * 2 end})
local middle = setmetatable({[3] = 1000}, {__index = base})
local top = setmetatable({[5] = 1}, {__index = middle})

local i = Complex.new(0.0, 1.0)
local sum, smaller, equal, longest = Complex.new(0.0, 0.0), 0, 0, 0
local previous = sum
for k = 1, 90000 do
  local z = (k % 17) + i * (k % 13)
  local w = (z * z - 2 * z + 1) / (z + 3)
  sum = sum + w - z:conjugate() * 0.5
  if z < previous then smaller = smaller + 1 end
  if z == previous or -(-z) == z then equal = equal + 1 end
  longest = longest + #z
  z.im = z.re
  previous = z
end
print(sum, smaller, equal, longest)

local cubic = Polynomial.new(-6, 11, -6, 1)
local roots = 0
for k = 1, 60000 do
  local value = cubic(k % 5)
  if value == 0 then roots = roots + 1 end
end
local power = Polynomial.new(1)
for _ = 1, 40 do power = power * Polynomial.new(1, 1) end
print(roots, #cubic, #power, power(1), cubic * cubic == cubic * Polynomial.new(-6, 11, -6, 1))

-- Newton's method in complex numbers: which root of z^3 = 1 is reached.
local unity = Polynomial.new(-1, 0, 0, 1)
local slope = unity:derivative()
local reached = {0, 0, 0}
for a = -12, 12 do
  for b = -12, 12 do
    local z = Complex.new(a + 0.25, b + 0.125)
    for _ = 1, 14 do z = z - unity(z) / slope(z) end
    local which = z.re > 0 and 1 or z.im > 0 and 2 or 3
    reached[which] = reached[which] + 1
  end
end
print(table.concat(reached, " "), "x" .. cubic, slope .. ".")

local total, text = 0, 0
for k = 1, 400000 do total = total + top[k % 8] end
for k = 1, 8000 do text = text + #(Complex.new(k, -k) .. "; " .. k) end
print(total, asked, text)
print((select(2, pcall(function() i.phase = 1 end)):gsub("^.-:%d+: ", "")))

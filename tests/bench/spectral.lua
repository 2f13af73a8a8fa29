-- Float arithmetic through calls: the spectral norm of an endless matrix, cut at n, by
-- the power method.
local function entry(row, column)
  local diagonal = row + column
  return 1.0 / (diagonal * (diagonal + 1) // 2 + row + 1)
end

local function multiply(n, vector, out)
  for row = 0, n - 1 do
    local sum = 0.0
    for column = 0, n - 1 do sum = sum + entry(row, column) * vector[column + 1] end
    out[row + 1] = sum
  end
end

local function multiply_transposed(n, vector, out)
  for column = 0, n - 1 do
    local sum = 0.0
    for row = 0, n - 1 do sum = sum + entry(row, column) * vector[row + 1] end
    out[column + 1] = sum
  end
end

local function dot(a, b)
  local sum = 0.0
  for i = 1, #a do sum = sum + a[i] * b[i] end
  return sum
end

local function spectral_norm(n, steps)
  local vector, image, between = {}, {}, {}
  for i = 1, n do vector[i], image[i], between[i] = 1.0, 0.0, 0.0 end
  for _ = 1, steps do
    multiply(n, vector, between)
    multiply_transposed(n, between, image)
    vector, image = image, vector
    -- Keep the vector's length near one, or it overflows at some size.
    local scale = 1.0 / math.sqrt(dot(vector, vector))
    for i = 1, n do vector[i] = vector[i] * scale end
  end
  multiply(n, vector, between)
  return math.sqrt(dot(between, between) / dot(vector, vector))
end

for _, n in ipairs({10, 50, 100, 420}) do print(n, ("%.9f"):format(spectral_norm(n, 20))) end

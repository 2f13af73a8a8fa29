-- Tables of tables of numbers: multiplication of matrices, with integers and with floats,
-- transposed, in blocks, and by repeated squaring; and a determinant by elimination.
local function new_matrix(rows, columns, value_of)
  local matrix = {}
  for i = 1, rows do
    local row = {}
    for j = 1, columns do row[j] = value_of(i, j) end
    matrix[i] = row
  end
  return matrix
end

local function multiply(a, b)
  local inner, columns, product = #b, #b[1], {}
  for i = 1, #a do
    local row, from = {}, a[i]
    for j = 1, columns do
      local sum = 0
      for k = 1, inner do sum = sum + from[k] * b[k][j] end
      row[j] = sum
    end
    product[i] = row
  end
  return product
end

local function transpose(matrix)
  return new_matrix(#matrix[1], #matrix, function(i, j) return matrix[j][i] end)
end

local function multiply_transposed(a, b)
  local columns, product = transpose(b), {}
  for i, from in ipairs(a) do
    local row = {}
    for j, column in ipairs(columns) do
      local sum = 0
      for k = 1, #from do sum = sum + from[k] * column[k] end
      row[j] = sum
    end
    product[i] = row
  end
  return product
end

local function multiply_in_blocks(a, b, size)
  local n = #a
  local product = new_matrix(n, n, function() return 0 end)
  for k0 = 1, n, size do
    for j0 = 1, n, size do
      local k1, j1 = math.min(k0 + size - 1, n), math.min(j0 + size - 1, n)
      for i = 1, n do
        local row, from = product[i], a[i]
        for k = k0, k1 do
          local factor, other = from[k], b[k]
          for j = j0, j1 do row[j] = row[j] + factor * other[j] end
        end
      end
    end
  end
  return product
end

local function power(matrix, exponent, modulus)
  local result = new_matrix(#matrix, #matrix, function(i, j) return i == j and 1 or 0 end)
  while exponent > 0 do
    if exponent & 1 == 1 then result = multiply(result, matrix) end
    matrix = multiply(matrix, matrix)
    for _, each in ipairs({result, matrix}) do
      for _, row in ipairs(each) do
        for j = 1, #row do row[j] = row[j] % modulus end
      end
    end
    exponent = exponent >> 1
  end
  return result
end

local function determinant(matrix)
  local n, result = #matrix, 1.0
  local rows = new_matrix(n, n, function(i, j) return matrix[i][j] end)
  for k = 1, n do
    local pivot = k
    for i = k + 1, n do
      if math.abs(rows[i][k]) > math.abs(rows[pivot][k]) then pivot = i end
    end
    if pivot ~= k then rows[k], rows[pivot], result = rows[pivot], rows[k], -result end
    local top = rows[k]
    result = result * top[k]
    for i = k + 1, n do
      local row = rows[i]
      local factor = row[k] / top[k]
      for j = k, n do row[j] = row[j] - factor * top[j] end
    end
  end
  return result
end

local function checksum(matrix)
  local sum = 0
  for i, row in ipairs(matrix) do
    for j, value in ipairs(row) do sum = sum + value * ((i * 31 + j * 17) % 101) end
  end
  return sum
end

local n = 160
local a = new_matrix(n, n, function(i, j) return (i * j + i) % 10 - 4 end)
local b = new_matrix(n, n, function(i, j) return (i * 3 + j * 7) % 11 - 5 end)
print(checksum(multiply(a, b)), checksum(multiply_transposed(a, b)),
      checksum(multiply_in_blocks(a, b, 32)))
local x = new_matrix(n, n, function(i, j) return (i - j) / n end)
local y = new_matrix(n, n, function(i, j) return (i + j) / 8 end)
print(("%.6f %.6f"):format(checksum(multiply(x, y)), checksum(multiply_in_blocks(x, y, 24))))
local step = new_matrix(8, 8, function(i, j) return (j == i % 8 + 1 or j == 1) and 1 or 0 end)
local sum = 0
for i = 1, 40 do sum = sum + checksum(power(step, 100000 + i, 9973)) end
print(sum)
local hilbert = new_matrix(100, 100, function(i, j) return (i == j and 2 or 0) + 1 / (i + j) end)
print(("%.9e"):format(determinant(hilbert)))

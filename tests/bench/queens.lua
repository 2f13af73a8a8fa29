-- Backtracking over tables of flags: all ways to place n queens on an n by n board.
local function new_board(n)
  local board = {n = n, columns = {}, rising = {}, falling = {}, rows = {}}
  for i = 1, n do board.columns[i], board.rows[i] = false, 0 end
  for i = 1, 2 * n do board.rising[i], board.falling[i] = false, false end
  return board
end

local function place(board, row, found)
  local n = board.n
  if row > n then return found(board.rows) end
  local columns, rising, falling = board.columns, board.rising, board.falling
  for column = 1, n do
    local up, down = row + column, row - column + n
    if not (columns[column] or rising[up] or falling[down]) then
      columns[column], rising[up], falling[down] = true, true, true
      board.rows[row] = column
      place(board, row + 1, found)
      columns[column], rising[up], falling[down] = false, false, false
    end
  end
end

local function solve(n)
  local count, sum, first = 0, 0, nil
  place(new_board(n), 1, function(rows)
    count = count + 1
    first = first or table.concat(rows, " ")
    local hash = 0
    for i = 1, n do hash = (hash * 13 + rows[i]) % 65521 end
    sum = (sum + hash) % 65521
  end)
  return count, sum, first
end

-- The same with bits: which columns are free in this row is one integer.
local function count_by_bits(all, columns, rising, falling)
  if columns == all then return 1 end
  local count, free = 0, all & ~(columns | rising | falling)
  while free ~= 0 do
    local bit = free & -free
    free = free ~ bit
    count = count + count_by_bits(all, columns | bit, (rising | bit) << 1, (falling | bit) >> 1)
  end
  return count
end

for n = 6, 12 do print(n, solve(n)) end
for n = 11, 12 do print(n, count_by_bits((1 << n) - 1, 0, 0, 0)) end

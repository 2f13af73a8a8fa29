-- How many ways are there to place N queens so that none attacks another?
--
--     spore run --job queens docs/examples/queens.lua 12
--     spore stack queens --locals        how far is it?
--
-- Pure computing: one function that calls itself, no input and no output until the
-- end, no place where a program would ever think of saving. Stop it with Ctrl-C,
-- kill it with -9, pull the plug: `spore resume queens` goes on in the middle of the
-- recursion, at the instruction where the last snapshot was taken.

local size = math.tointeger(tonumber((...) or 8))
if not size or size < 1 or size > 20 then
  io.stderr:write("usage: queens.lua N (1 to 20)\n")
  os.exit(64)
end

local columns = {} -- columns[row]: where the queen of that row stands
local solutions = 0
local first -- the first solution, as text

local function draw()
  local lines = {}
  for row = 1, size do
    local line = {}
    for column = 1, size do
      line[column] = columns[row] == column and "Q" or "."
    end
    lines[row] = table.concat(line, " ")
  end
  return table.concat(lines, "\n")
end

-- Sets of columns and diagonals are bits of an integer. Going down one row moves the
-- attacked diagonals by one column, which is a shift by one bit.
local full = (1 << size) - 1

local function place(row, taken, left, right)
  if row > size then
    solutions = solutions + 1
    first = first or draw()
    return
  end
  local free = full & ~(taken | left | right)
  local column = 1
  while free ~= 0 do
    if free & 1 ~= 0 then
      local bit = 1 << (column - 1)
      columns[row] = column
      place(row + 1, taken | bit, (left | bit) << 1, (right | bit) >> 1)
    end
    free = free >> 1
    column = column + 1
  end
end

place(1, 0, 0, 0)

print(("%d queens: %d solutions"):format(size, solutions))
if first then
  print("the first one:")
  print(first)
end

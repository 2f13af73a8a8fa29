-- Conway's game of life on a table of tables, with edges that meet; and the same game on
-- a sparse set of cells, as the check.
local Grid = {}
Grid.__index = Grid

function Grid.new(width, height)
  local grid = setmetatable({width = width, height = height}, Grid)
  for y = 1, height do
    local row = {}
    for x = 1, width do row[x] = 0 end
    grid[y] = row
  end
  return grid
end

function Grid:draw(x, y, picture)
  for line in picture:gmatch("[^/]+") do
    for i = 1, #line do
      if line:sub(i, i) == "#" then self[y][x + i - 1] = 1 end
    end
    y = y + 1
  end
end

function Grid:step(out)
  local width, height = self.width, self.height
  for y = 1, height do
    local above, row, below = self[(y - 2) % height + 1], self[y], self[y % height + 1]
    local target = out[y]
    local left, middle = above[width] + row[width] + below[width], above[1] + row[1] + below[1]
    for x = 1, width do
      local next_x = x < width and x + 1 or 1
      local right = above[next_x] + row[next_x] + below[next_x]
      local sum = left + middle + right
      if sum == 3 or (sum == 4 and row[x] == 1) then target[x] = 1 else target[x] = 0 end
      left, middle = middle, right
    end
  end
end

function Grid:alive()
  local count = 0
  for y = 1, self.height do
    for x = 1, self.width do count = count + self[y][x] end
  end
  return count
end

function Grid:__tostring()
  local lines = {}
  for y = 1, self.height do
    lines[y] = table.concat(self[y]):gsub("0", "."):gsub("1", "#")
  end
  return table.concat(lines, "\n")
end

-- The living cells as keys of one table, row * width + column from zero.
local function cells_of(grid)
  local cells = {}
  for y = 1, grid.height do
    for x = 1, grid.width do
      if grid[y][x] == 1 then cells[(y - 1) * grid.width + x - 1] = true end
    end
  end
  return cells
end

local function sparse_step(cells, width, height)
  local neighbours = {}
  for cell in pairs(cells) do
    local y, x = cell // width, cell % width
    for dy = -1, 1 do
      local row = (y + dy) % height * width
      for dx = -1, 1 do
        if dx ~= 0 or dy ~= 0 then
          local other = row + (x + dx) % width
          neighbours[other] = (neighbours[other] or 0) + 1
        end
      end
    end
  end
  local after = {}
  for cell, count in pairs(neighbours) do
    if count == 3 or (count == 2 and cells[cell]) then after[cell] = true end
  end
  return after
end

local function scene(width, height)
  local grid, seed = Grid.new(width, height), 17
  for y = 30, height do
    for x = 40, width do
      seed = (seed * 1103515245 + 12345) & 0x7fffffff
      grid[y][x] = (seed >> 16) % 3 == 0 and 1 or 0
    end
  end
  grid:draw(2, 2, ".#./..#/###")
  grid:draw(20, 10, ".##/##./.#.")
  grid:draw(40, 6, "#...#/.###./#...#")
  grid:draw(10, 24, "......#./##....../.#...###")
  return grid
end

local width, height = 96, 64
local grid, spare = scene(width, height), Grid.new(width, height)
local history = {}
for generation = 1, 900 do
  grid:step(spare)
  grid, spare = spare, grid
  if generation % 100 == 0 then history[#history + 1] = grid:alive() end
end
print(table.concat(history, " "))
local picture = tostring(grid)
local sum = 0
for i = 1, #picture do sum = (sum * 31 + picture:byte(i)) & 0xffffff end
print(#picture, sum)

local cells, dense = cells_of(scene(width, height)), scene(width, height)
for _ = 1, 250 do
  cells = sparse_step(cells, width, height)
  dense:step(spare)
  dense, spare = spare, dense
end
local count = 0
for cell in pairs(cells) do
  count = count + dense[cell // width + 1][cell % width + 1]
end
print(count, dense:alive())

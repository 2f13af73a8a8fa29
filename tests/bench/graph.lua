-- Graphs of objects: control-flow graphs are built, numbered depth first, and their
-- nested loops found with union-find; some loops have two entries (irreducible).
local Graph = {}
Graph.__index = Graph

function Graph.new() return setmetatable({blocks = {}, edge_count = 0}, Graph) end

function Graph:block()
  local block = {id = #self.blocks + 1, successors = {}, predecessors = {}}
  self.blocks[block.id] = block
  return block
end

function Graph:edge(from, to)
  from.successors[#from.successors + 1] = to
  to.predecessors[#to.predecessors + 1] = from
  self.edge_count = self.edge_count + 1
end

-- Builders: each takes the block to start from and returns the block it ends in.
local function straight(graph, from, length)
  for _ = 1, length do
    local block = graph:block()
    graph:edge(from, block)
    from = block
  end
  return from
end

local function diamond(graph, from)
  local left, right, join = graph:block(), graph:block(), graph:block()
  graph:edge(from, left)
  graph:edge(from, right)
  graph:edge(left, join)
  graph:edge(right, join)
  return join
end

local function loop(graph, from, depth, width)
  local header = straight(graph, from, 1)
  local last = diamond(graph, header)
  if depth > 1 then
    for _ = 1, width do last = loop(graph, last, depth - 1, width) end
  end
  graph:edge(last, header)
  return straight(graph, header, 1)
end

local function two_entries(graph, from)
  local a, b = graph:block(), graph:block()
  graph:edge(from, a)
  graph:edge(from, b)
  graph:edge(a, b)
  graph:edge(b, a)
  return straight(graph, b, 1)
end

local function program(routines, depth, width)
  local graph = Graph.new()
  local last = graph:block()
  for i = 1, routines do
    last = diamond(graph, straight(graph, last, 2))
    last = loop(graph, last, depth, width)
    if i % 4 == 0 then last = two_entries(graph, last) end
  end
  return graph
end

-- Numbers the blocks in preorder, with a stack of its own. The descendants of number n
-- are n … last[n].
local function number_depth_first(graph)
  local order, number, last = {}, {}, {}
  local root = graph.blocks[1]
  order[1], number[root] = root, 1
  local stack, places = {root}, {1}
  while #stack > 0 do
    local top = #stack
    local block, place = stack[top], places[top]
    local successor = block.successors[place]
    if successor then
      places[top] = place + 1
      if not number[successor] then
        order[#order + 1] = successor
        number[successor] = #order
        stack[top + 1], places[top + 1] = successor, 1
      end
    else
      last[number[block]] = #order
      stack[top], places[top] = nil, nil
    end
  end
  return order, number, last
end

local Sets = {}
Sets.__index = Sets

function Sets.new(count)
  local parents = {}
  for i = 1, count do parents[i] = i end
  return setmetatable({parents = parents}, Sets)
end

function Sets:find(i)
  local parents = self.parents
  local root = i
  while parents[root] ~= root do root = parents[root] end
  while parents[i] ~= root do parents[i], i = root, parents[i] end
  return root
end

function Sets:merge(child, parent) self.parents[child] = parent end

-- Splits the predecessors of each number into those that close a loop and the others.
local function classify(order, number, last)
  local closing, entering = {}, {}
  for w, block in ipairs(order) do
    local back, other = {}, {}
    for _, predecessor in ipairs(block.predecessors) do
      local v = number[predecessor]
      if v and w <= v and v <= last[w] then
        back[#back + 1] = v
      elseif v then
        other[v] = true
      end
    end
    closing[w], entering[w] = back, other
  end
  return closing, entering
end

-- From the innermost header outwards: the body of a loop is what reaches a closing edge
-- without leaving the header's descendants; a found loop shrinks to its header.
local function find_loops(graph)
  local order, number, last = number_depth_first(graph)
  local closing, entering = classify(order, number, last)
  local sets, loops, loop_of = Sets.new(#order), {}, {}
  for w = #order, 1, -1 do
    local body, todo, in_body = {}, {}, {}
    local closes_itself, is_reducible = false, true
    local function reach(v)
      local representative = sets:find(v)
      if representative ~= w and not in_body[representative] then
        in_body[representative] = true
        body[#body + 1], todo[#todo + 1] = representative, representative
      end
    end
    for _, v in ipairs(closing[w]) do
      if v == w then closes_itself = true else reach(v) end
    end
    while #todo > 0 do
      local x = table.remove(todo)
      for y in pairs(entering[x]) do
        local representative = sets:find(y)
        if w <= representative and representative <= last[w] then
          reach(representative)
        else
          is_reducible = false
          entering[w][representative] = true
        end
      end
    end
    if #body > 0 or closes_itself then
      local found = {header = w, size = 1, parent = nil, is_reducible = is_reducible}
      for _, x in ipairs(body) do
        local inner = loop_of[x]
        if inner then inner.parent = found; found.size = found.size + inner.size
        else found.size = found.size + 1 end
        sets:merge(x, w)
      end
      loop_of[w] = found
      loops[#loops + 1] = found
    end
  end
  return loops
end

local function depth_of(found)
  local depth = 0
  while found do depth, found = depth + 1, found.parent end
  return depth
end

local function report(graph)
  local loops = find_loops(graph)
  local by_depth, irreducible, size = {}, 0, 0
  for _, found in ipairs(loops) do
    local depth = depth_of(found)
    by_depth[depth] = (by_depth[depth] or 0) + 1
    if not found.is_reducible then irreducible = irreducible + 1 end
    size = size + found.size
  end
  return #graph.blocks, graph.edge_count, #loops, irreducible, size, table.concat(by_depth, " ")
end

for _, shape in ipairs({{40, 3, 4}, {200, 2, 5}, {12, 5, 3}, {3, 7, 2}}) do
  for _ = 1, 7 do find_loops(program(table.unpack(shape))) end
  print(report(program(table.unpack(shape))))
end

-- Objects with inheritance: an incremental solver for one-way constraints, with
-- strengths, walkabout strengths and plans.
local REQUIRED, STRONG, PREFERRED, NORMAL, WEAK, WEAKEST = 1, 2, 3, 4, 5, 6
local insert, remove = table.insert, table.remove

local function subclass(base)
  local class = setmetatable({}, {__index = base})
  class.__index = class
  return class
end

local Variable = subclass()
function Variable.new(value)
  return setmetatable({value = value, uses = {}, determined_by = nil, mark = 0,
                       strength = WEAKEST, is_stable = true}, Variable)
end

function Variable:forget(constraint)
  for i, use in ipairs(self.uses) do
    if use == constraint then return remove(self.uses, i) end
  end
end

-- A constraint has some methods; each computes one variable from the others.
local Constraint = subclass()

function Constraint.init(class, strength, ...)
  return setmetatable({strength = strength, variables = {...}, methods = {}, method = nil}, class)
end

function Constraint:is_input() return false end
function Constraint:execute() end
function Constraint:method_for(output, inputs)
  insert(self.methods, {output = output, inputs = inputs})
end

-- The method with the weakest output that this constraint may override.
function Constraint:choose(mark)
  local best, weakest = nil, self.strength
  for _, method in ipairs(self.methods) do
    local output = method.output
    if output.mark ~= mark and output.strength > weakest then
      best, weakest = method, output.strength
    end
  end
  self.method = best
  return best
end

function Constraint:recalculate()
  local output, inputs = self.method.output, self.method.inputs
  local strength, is_stable = self.strength, not self:is_input()
  for _, method in ipairs(self.methods) do
    local other = method.output
    if other ~= output then strength = math.max(strength, other.strength) end
  end
  for i = 1, #inputs do is_stable = is_stable and inputs[i].is_stable end
  output.strength, output.is_stable = strength, is_stable
  if is_stable then self:execute() end
end

function Constraint:inputs_known(mark)
  for _, input in ipairs(self.method.inputs) do
    if input.mark ~= mark and not input.is_stable and input.determined_by then return false end
  end
  return true
end

local Stay = subclass(Constraint)
function Stay.new(variable, strength, class)
  local self = Constraint.init(class or Stay, strength, variable)
  self:method_for(variable, {})
  return self
end

local Edit = subclass(Stay)
function Edit.new(variable, strength) return Stay.new(variable, strength, Edit) end
function Edit:is_input() return true end

local Equality = subclass(Constraint)
function Equality.new(a, b, strength)
  local self = Constraint.init(Equality, strength, a, b)
  self:method_for(b, {a})
  self:method_for(a, {b})
  return self
end
function Equality:execute() self.method.output.value = self.method.inputs[1].value end

-- target = source * factor + offset, both ways; factor and offset are only read.
local Scale = subclass(Equality)
function Scale.new(source, factor, offset, target, strength)
  local self = Constraint.init(Scale, strength, source, target, factor, offset)
  self.target = target
  self:method_for(target, {source, factor, offset})
  self:method_for(source, {target, factor, offset})
  return self
end

function Scale:execute()
  local output, inputs = self.method.output, self.method.inputs
  local from, factor, offset = inputs[1].value, inputs[2].value, inputs[3].value
  output.value = output == self.target and from * factor + offset or (from - offset) // factor
end

local Solver = subclass()
function Solver.new() return setmetatable({mark = 0, steps = 0}, Solver) end
function Solver:new_mark()
  self.mark = self.mark + 1
  return self.mark
end

local function push_consumers(variable, todo)
  for _, use in ipairs(variable.uses) do
    if use ~= variable.determined_by and use.method then insert(todo, use) end
  end
end

function Solver:propagate(constraint, mark)
  local todo = {constraint}
  while #todo > 0 do
    local current = remove(todo)
    local output = current.method.output
    assert(output.mark ~= mark, "cycle of constraints")
    current:recalculate()
    push_consumers(output, todo)
    self.steps = self.steps + 1
  end
end

-- Satisfies one constraint; returns the weaker one that had to give way.
function Solver:satisfy(constraint, mark)
  local method = constraint:choose(mark)
  assert(method or constraint.strength ~= REQUIRED, "a required constraint failed")
  if not method then return nil end
  for _, input in ipairs(method.inputs) do input.mark = mark end
  local output = method.output
  local overridden = output.determined_by
  if overridden then overridden.method = nil end
  output.determined_by = constraint
  self:propagate(constraint, mark)
  output.mark = mark
  return overridden
end

function Solver:enforce(constraint)
  local mark = self:new_mark()
  repeat constraint = self:satisfy(constraint, mark) until not constraint
end

function Solver:add(constraint)
  for _, variable in ipairs(constraint.variables) do insert(variable.uses, constraint) end
  self:enforce(constraint)
end

function Solver:drop(constraint)
  for _, variable in ipairs(constraint.variables) do variable:forget(constraint) end
  if not constraint.method then return end
  local output = constraint.method.output
  constraint.method = nil
  output.determined_by, output.strength, output.is_stable = nil, WEAKEST, true
  local by_strength, todo = {{}, {}, {}, {}, {}, {}}, {output}
  while #todo > 0 do
    local variable = remove(todo)
    for _, use in ipairs(variable.uses) do
      if not use.method then
        insert(by_strength[use.strength], use)
      elseif use ~= variable.determined_by then
        use:recalculate()
        insert(todo, use.method.output)
      end
    end
  end
  for _, group in ipairs(by_strength) do
    for _, waiting in ipairs(group) do self:enforce(waiting) end
  end
end

-- The constraints to execute, in order, when the edited variables change.
function Solver:plan(edits)
  local mark, plan, todo = self:new_mark(), {}, {table.unpack(edits)}
  while #todo > 0 do
    local constraint = remove(todo)
    local output = constraint.method.output
    if output.mark ~= mark and constraint:inputs_known(mark) then
      plan[#plan + 1] = constraint
      output.mark = mark
      push_consumers(output, todo)
    end
  end
  return plan
end

function Solver:change(variable, values)
  local edit = Edit.new(variable, STRONG)
  self:add(edit)
  local plan = self:plan({edit})
  for i = 1, #values do
    variable.value = values[i]
    for j = 1, #plan do plan[j]:execute() end
  end
  self:drop(edit)
  return #plan
end

-- A chain of equalities: what is written at one end comes out at the other.
local function chain(length)
  local solver, links = Solver.new(), {Variable.new(0)}
  for i = 2, length do
    links[i] = Variable.new(0)
    solver:add(Equality.new(links[i - 1], links[i], REQUIRED))
  end
  solver:add(Stay.new(links[length], WEAK))
  local values, planned = {7, 14, 21, 28, 35, 42, 49, 56, 63, 70, 77, 84, 91, 98, 105}, 0
  for round = 1, 5 do
    values[16] = round
    planned = planned + solver:change(links[1], values)
    assert(links[length].value == round)
    planned = planned + solver:change(links[length], {round + 100})
    assert(links[1].value == round + 100)
  end
  print("chain", planned, solver.steps, links[length // 2].value)
end

-- Many scales that share a factor and an offset, edited from each side.
local function projection(count)
  local solver = Solver.new()
  local factor, offset = Variable.new(10), Variable.new(1000)
  local sources, targets, planned, sum = {}, {}, 0, 0
  solver:add(Stay.new(factor, NORMAL))
  solver:add(Stay.new(offset, NORMAL))
  for i = 1, count do
    sources[i], targets[i] = Variable.new(i), Variable.new(i)
    solver:add(Stay.new(sources[i], PREFERRED))
    solver:add(Scale.new(sources[i], factor, offset, targets[i], REQUIRED))
  end
  for i = 1, count, 3 do
    planned = planned + solver:change(sources[i], {i + 17})
    assert(targets[i].value == sources[i].value * factor.value + offset.value)
    planned = planned + solver:change(targets[i], {i * 10 + 1050})
    assert(sources[i].value == i + 5)
  end
  planned = planned + solver:change(factor, {5, 6, 7}) + solver:change(offset, {2000, 3000})
  for i = 1, count do sum = sum + targets[i].value end
  print("projection", planned, solver.steps, sum)
end

for _, size in ipairs({1000, 2000, 3000}) do
  chain(size)
  projection(size)
end

-- A genetic optimiser, set to two problems whose best answers are known by other means.
--
-- Usage: genetic.lua [SCALE]
--
-- The engine knows nothing of the problems: a problem is an object that makes, crosses, changes
-- and rates genomes. The knapsack's genome is one integer, a bit for each thing, and crossing is
-- done with masks; its best value comes from dynamic programming. The tour's genome is a
-- permutation of towns on a ring, so the shortest tour is the ring itself. All chance comes from
-- `math.random` with a fixed seed: each run is the same.
-- torture: 8

local scale = tonumber((...)) or 1

-- The engine. Options: size, elite, rounds (of a tournament), mutation (percent).
local Population = {}
Population.__index = Population

function Population.new(problem, options)
    local population = setmetatable({problem = problem, generation = 0}, Population)
    for name, value in pairs(options) do population[name] = value end
    for i = 1, population.size do population[i] = population:rated(problem:random()) end
    population:rank()
    return population
end

function Population:rated(genome)
    return {genome = genome, fitness = self.problem:fitness(genome)}
end

-- The fittest first. Equal ones stand in the order of their names, so the order is defined.
function Population:rank()
    table.sort(self, function(a, b)
        if a.fitness ~= b.fitness then return a.fitness > b.fitness end
        return self.problem:name(a.genome) < self.problem:name(b.genome)
    end)
end

-- The best of a few that are drawn: as they are ranked, the one that stands first.
function Population:draw()
    local best = math.random(self.size)
    for _ = 2, self.rounds do best = math.min(best, math.random(self.size)) end
    return self[best].genome
end

function Population:step()
    local problem, children = self.problem, {}
    for i = 1, self.elite do children[i] = self[i] end
    for i = self.elite + 1, self.size do
        local genome = problem:cross(self:draw(), self:draw())
        if math.random(100) <= self.mutation then genome = problem:mutate(genome) end
        children[i] = self:rated(genome)
    end
    table.move(children, 1, self.size, 1, self)
    self.generation = self.generation + 1
    self:rank()
end

-- How many different genomes there are.
function Population:variety()
    local seen, count = {}, 0
    for _, individual in ipairs(self) do
        local name = self.problem:name(individual.genome)
        if not seen[name] then seen[name], count = true, count + 1 end
    end
    return count
end

-- An iterator over generations: `for generation, best in population:evolve(20) do`.
function Population:evolve(generations)
    return coroutine.wrap(function()
        coroutine.yield(0, self[1])
        for _ = 1, generations do
            self:step()
            coroutine.yield(self.generation, self[1])
        end
    end)
end

-- The knapsack problem. Who packs too much is worth less than nothing.
local Knapsack = {}
Knapsack.__index = Knapsack

function Knapsack.new(count)
    local things, total = {}, 0
    for i = 1, count do
        local weight = math.random(5, 40)
        things[i] = {weight = weight, value = weight + math.random(0, 15)}
        total = total + weight
    end
    return setmetatable({things = things, limit = total // 3}, Knapsack)
end

function Knapsack:random() return math.random(0) & (1 << #self.things) - 1 end

function Knapsack:name(genome) return genome end

function Knapsack:fitness(genome)
    local weight, value = 0, 0
    local rest = genome
    for _, thing in ipairs(self.things) do
        if rest & 1 == 1 then weight, value = weight + thing.weight, value + thing.value end
        rest = rest >> 1
    end
    return weight <= self.limit and value or self.limit - weight
end

-- Each bit from one of the parents.
function Knapsack:cross(mother, father)
    local mask = math.random(0)
    return mother & mask | father & ~mask
end

-- Turns one bit, or exchanges two.
function Knapsack:mutate(genome)
    local a, b = math.random(#self.things) - 1, math.random(#self.things) - 1
    if genome >> a & 1 == genome >> b & 1 then return genome ~ 1 << a end
    return genome ~ (1 << a | 1 << b)
end

-- The best value, by dynamic programming over the weight.
function Knapsack:optimum()
    local best = {}
    for weight = 0, self.limit do best[weight] = 0 end
    for _, thing in ipairs(self.things) do
        for weight = self.limit, thing.weight, -1 do
            best[weight] = math.max(best[weight], best[weight - thing.weight] + thing.value)
        end
    end
    return best[self.limit]
end

-- The shortest round tour. The towns stand on a ring, in an order that is mixed.
local Tour = {}
Tour.__index = Tour

local function shuffle(list)
    for i = #list, 2, -1 do
        local j = math.random(i)
        list[i], list[j] = list[j], list[i]
    end
    return list
end

local function distance(a, b)
    return math.floor(math.sqrt((a.x - b.x) ^ 2 + (a.y - b.y) ^ 2) + 0.5)
end

function Tour.new(count)
    local ring = {}
    for i = 1, count do
        local angle = 2 * math.pi * i / count
        ring[i] = {x = math.floor(1000 * math.cos(angle) + 0.5),
                   y = math.floor(1000 * math.sin(angle) + 0.5), place = i}
    end
    local tour = setmetatable({towns = shuffle(ring), between = {}}, Tour)
    for i, from in ipairs(tour.towns) do
        tour.between[i] = {}
        for j, to in ipairs(tour.towns) do tour.between[i][j] = distance(from, to) end
    end
    return tour
end

-- Genomes are strings, a byte for each town: they can be compared and are never changed.
function Tour:random()
    local order = {}
    for i = 1, #self.towns do order[i] = i end
    return string.char(table.unpack(shuffle(order)))
end

function Tour:name(genome) return genome end

function Tour:length(genome)
    local length, last = 0, genome:byte(-1)
    for i = 1, #genome do
        local town = genome:byte(i)
        length = length + self.between[last][town]
        last = town
    end
    return length
end

function Tour:fitness(genome) return -self:length(genome) end

-- A stretch of one parent, and behind it the other towns in the order of the other parent.
function Tour:cross(mother, father)
    local first, last = math.random(#mother), math.random(#mother)
    if first > last then first, last = last, first end
    local stretch = mother:sub(first, last)
    return stretch .. father:gsub(".", function(town)
        return stretch:find(town, 1, true) and "" or nil
    end)
end

-- Turns a stretch round.
function Tour:mutate(genome)
    local first, last = math.random(#genome), math.random(#genome)
    if first > last then first, last = last, first end
    return genome:sub(1, first - 1) .. genome:sub(first, last):reverse() .. genome:sub(last + 1)
end

function Tour:optimum()
    local order = {}
    for i, town in ipairs(self.towns) do order[town.place] = i end
    return -self:length(string.char(table.unpack(order)))
end

-- Evolves and reports; to be called with a seed, so that each problem stands for itself.
local function solve(title, seed, new, size, generations, options)
    math.randomseed(seed)
    local problem <const> = new(size)
    local optimum <const> = problem:optimum()
    local population = Population.new(problem, options)
    local reached
    for generation, best in population:evolve(generations) do
        if generation * 5 % generations == 0 then
            print(string.format("%-8s %3d: best %6d, worst %6d, %2d kinds", title, generation,
                                best.fitness, population[#population].fitness,
                                population:variety()))
        end
        if best.fitness == optimum and not reached then reached = generation end
        assert(best.fitness <= optimum)
    end
    print(title, "optimum", optimum, "reached in", reached or "never")
end

local more = scale - 1
solve("knapsack", 4, Knapsack.new, math.min(16 + more, 60), 25 + 5 * more,
      {size = 20 + 2 * more, elite = 2, rounds = 3, mutation = 40})
-- expect: knapsack   0: best    126, worst   -144, 20 kinds
-- expect: knapsack   5: best    150, worst    -51, 20 kinds
-- expect: knapsack  10: best    173, worst    -34, 17 kinds
-- expect: knapsack  15: best    180, worst    -46, 15 kinds
-- expect: knapsack  20: best    180, worst    -45, 12 kinds
-- expect: knapsack  25: best    180, worst    -32,  9 kinds
-- expect: knapsack	optimum	180	reached in	15
solve("tour", 2024, Tour.new, math.min(9 + more // 2, 200), 25 + 20 * more,
      {size = 20 + 4 * more, elite = 2, rounds = 3, mutation = 60})
-- expect: tour       0: best -10980, worst -15885, 20 kinds
-- expect: tour       5: best  -6156, worst -13523, 19 kinds
-- expect: tour      10: best  -6156, worst -12473, 20 kinds
-- expect: tour      15: best  -6156, worst -11819, 19 kinds
-- expect: tour      20: best  -6156, worst -12111, 19 kinds
-- expect: tour      25: best  -6156, worst -12921, 18 kinds
-- expect: tour	optimum	-6156	reached in	5

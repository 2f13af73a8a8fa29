-- A solver of linear systems that works over any field.
--
-- Matrices use the arithmetic operators only, so the same LU decomposition (with row pivoting)
-- runs over floats, over exact fractions and over the integers modulo a prime. The last part
-- is a job for hours: heat spreads along a rod, step by step, one solved system each.
-- All that is printed is either exact or rounded far above the last bits.
--
-- Shows: metatables for every operator, metamethods as generic code, closures, bit operators.
-- usage: matrix.lua [SCALE]    the size of the rod and the number of steps grow with SCALE
-- torture: 20

local scale = tonumber((...)) or 1

-- Fractions, always reduced, with a positive denominator ------------------------------------
local Fraction = {}

local function gcd(a, b)
    while b ~= 0 do a, b = b, a % b end
    return math.abs(a)
end

local function fraction(numerator, denominator)
    denominator = denominator or 1
    if denominator == 0 then error("division by zero", 2) end
    local divisor = gcd(numerator, denominator)
    if denominator < 0 then divisor = -divisor end
    return setmetatable({n = numerator // divisor, d = denominator // divisor}, Fraction)
end

local function parts(x)
    if math.type(x) == "integer" then return x, 1 end
    return x.n, x.d
end

function Fraction.__add(x, y)
    local a, b = parts(x)
    local c, d = parts(y)
    local g = gcd(b, d)
    return fraction(a * (d // g) + c * (b // g), b // g * d)
end

function Fraction.__mul(x, y)       -- reduces crosswise first: small intermediate results
    local a, b = parts(x)
    local c, d = parts(y)
    local g, h = gcd(a, d), gcd(c, b)
    return fraction((a // g) * (c // h), (b // h) * (d // g))
end

function Fraction.__div(x, y)
    local c, d = parts(y)
    return x * fraction(d, c)
end

function Fraction.__unm(x) return fraction(-x.n, x.d) end
function Fraction.__sub(x, y) return x + fraction(-1) * y end
function Fraction.__eq(x, y) return x.n == y.n and x.d == y.d end
function Fraction.__lt(x, y) return x.n * y.d < y.n * x.d end
function Fraction.__tostring(x) return x.d == 1 and tostring(x.n) or x.n .. "/" .. x.d end

-- The integers modulo a prime ----------------------------------------------------------------
local function new_prime_field(p)
    local Residue = {}
    local function residue(n) return setmetatable({n = n % p}, Residue) end

    local function power(base, exponent)        -- by squaring, bit by bit
        local result = 1
        while exponent > 0 do
            if exponent & 1 == 1 then result = result * base % p end
            base, exponent = base * base % p, exponent >> 1
        end
        return result
    end

    function Residue.__add(x, y) return residue(x.n + y.n) end
    function Residue.__sub(x, y) return residue(x.n - y.n) end
    function Residue.__mul(x, y) return residue(x.n * y.n) end
    function Residue.__div(x, y)
        if y.n == 0 then error("division by zero", 2) end
        return residue(x.n * power(y.n, p - 2))
    end
    function Residue.__unm(x) return residue(-x.n) end
    function Residue.__eq(x, y) return x.n == y.n end
    function Residue.__tostring(x) return x.n .. " mod " .. p end
    return residue
end

-- A field: how to make its numbers of integers, and how big a pivot is ------------------------
local FLOATS = {of = function(n) return n + 0.0 end, size = math.abs}
local FRACTIONS = {of = fraction, size = function(x) return math.abs(x.n / x.d) end}
local RESIDUES = {of = new_prime_field(10007), size = function(x) return x.n == 0 and 0 or 1 end}

-- Matrices ------------------------------------------------------------------------------------
local Matrix = {}
Matrix.__index = Matrix

-- Element (i, j) is entry(i, j), made a number of the field if it is an integer.
local function new_matrix(field, height, width, entry)
    local m = setmetatable({field = field, height = height, width = width}, Matrix)
    for i = 1, height do
        local row = {}
        for j = 1, width do
            local x = entry(i, j)
            row[j] = math.type(x) == "integer" and field.of(x) or x
        end
        m[i] = row
    end
    return m
end

local function identity(field, n)
    return new_matrix(field, n, n, function(i, j) return i == j and 1 or 0 end)
end

local function combine(operator)
    return function(a, b)
        assert(a.height == b.height and a.width == b.width, "the sizes differ")
        return new_matrix(a.field, a.height, a.width, function(i, j)
            return operator(a[i][j], b[i][j])
        end)
    end
end

Matrix.__add = combine(function(x, y) return x + y end)
Matrix.__sub = combine(function(x, y) return x - y end)

function Matrix.__mul(a, b)
    assert(a.width == b.height, "the sizes do not fit")
    return new_matrix(a.field, a.height, b.width, function(i, j)
        local row, sum = a[i], a[i][1] * b[1][j]
        for k = 2, a.width do sum = sum + row[k] * b[k][j] end
        return sum
    end)
end

function Matrix.__pow(a, exponent)
    if exponent < 0 then a, exponent = a:inverse(), -exponent end
    local result = identity(a.field, a.height)
    while exponent > 0 do
        if exponent & 1 == 1 then result = result * a end
        exponent = exponent >> 1
        if exponent > 0 then a = a * a end
    end
    return result
end

function Matrix.__eq(a, b)
    for i = 1, a.height do
        for j = 1, a.width do
            if a[i][j] ~= b[i][j] then return false end
        end
    end
    return a.height == b.height and a.width == b.width
end

function Matrix.__tostring(a)
    local lines = {}
    for i = 1, a.height do
        local cells = {}
        for j, x in ipairs(a[i]) do
            cells[j] = math.type(x) == "float" and ("%.3f"):format(x) or tostring(x)
        end
        lines[i] = table.concat(cells, " ")
    end
    return "[" .. table.concat(lines, "; ") .. "]"
end

function Matrix:transposed()
    return new_matrix(self.field, self.width, self.height, function(i, j) return self[j][i] end)
end

-- The greatest size of an element: the residual of a solution.
function Matrix:norm()
    local greatest = 0
    for i = 1, self.height do
        for _, x in ipairs(self[i]) do greatest = math.max(greatest, self.field.size(x)) end
    end
    return greatest
end

-- LU decomposition: row order, and L (below the diagonal, which is 1) and U in one matrix.
function Matrix:decompose()
    local n, size = self.height, self.field.size
    if n ~= self.width then error("not a square", 0) end
    local lu = new_matrix(self.field, n, n, function(i, j) return self[i][j] end)
    local order, swaps = {}, 0
    for i = 1, n do order[i] = i end
    for k = 1, n do
        local pivot = k
        for i = k + 1, n do
            if size(lu[i][k]) > size(lu[pivot][k]) then pivot = i end
        end
        if size(lu[pivot][k]) == 0 then error({singular = true, rank = k - 1}) end
        if pivot ~= k then
            lu[k], lu[pivot] = lu[pivot], lu[k]
            order[k], order[pivot] = order[pivot], order[k]
            swaps = swaps + 1
        end
        local top = lu[k]
        for i = k + 1, n do
            local row = lu[i]
            local factor = row[k] / top[k]
            row[k] = factor
            -- Rows with a zero here, as most of a band matrix, need no work.
            if size(factor) == 0 then goto continue end
            for j = k + 1, n do row[j] = row[j] - factor * top[j] end
            ::continue::
        end
    end
    return lu, order, swaps
end

-- A function that solves A x = b for any right-hand side matrix b.
function Matrix:solver()
    local lu, order = self:decompose()
    local n = self.height
    return function(b)
        local x = new_matrix(b.field, n, b.width, function(i, j) return b[order[i]][j] end)
        for column = 1, b.width do
            for i = 1, n do
                local sum, row = x[i][column], lu[i]
                for j = 1, i - 1 do sum = sum - row[j] * x[j][column] end
                x[i][column] = sum
            end
            for i = n, 1, -1 do
                local sum, row = x[i][column], lu[i]
                for j = i + 1, n do sum = sum - row[j] * x[j][column] end
                x[i][column] = sum / row[i]
            end
        end
        return x
    end
end

function Matrix:inverse() return self:solver()(identity(self.field, self.height)) end

function Matrix:determinant()
    local ok, lu, _, swaps = pcall(self.decompose, self)
    if not ok then
        if type(lu) == "table" and lu.singular then return self.field.of(0) end
        error(lu, 0)
    end
    local product = self.field.of(swaps & 1 == 0 and 1 or -1)
    for i = 1, self.height do product = product * lu[i][i] end
    return product
end

-- The same system over three fields -----------------------------------------------------------
local function show(title, ...) print(title .. ":", ...) end

local A = {{0, 2, 1}, {3, -1, 4}, {1, 5, -2}}
for _, entry in ipairs {{"floats", FLOATS}, {"fractions", FRACTIONS}, {"residues", RESIDUES}} do
    local name, field = table.unpack(entry)
    local a = new_matrix(field, 3, 3, function(i, j) return A[i][j] end)
    local b = new_matrix(field, 3, 1, function(i) return ({7, 13, 5})[i] end)
    local x = a:solver()(b)
    local residual = (a * x - b):norm() + (a * a:inverse() - identity(field, 3)):norm()
    show(name, x, tostring(a:determinant()), residual < 1e-12)
end
-- expect: floats:	[1.000; 2.000; 3.000]	36.0	true
-- expect: fractions:	[1; 2; 3]	36	true
-- expect: residues:	[1 mod 10007; 2 mod 10007; 3 mod 10007]	36 mod 10007	true
local fibonacci = new_matrix(RESIDUES, 2, 2, function(i, j) return i + j < 4 and 1 or 0 end)
show("fibonacci", (fibonacci ^ 1000)[1][2]) -- expect: fibonacci:	6463 mod 10007
local thirds = new_matrix(FRACTIONS, 2, 2, function(i, j) return fraction(i, 3 * j) end)
show("singular", thirds, thirds:determinant(), pcall(thirds.inverse, thirds) == false)
-- expect: singular:	[1/3 1/6; 2/3 1/3]	0	true
show("errors", pcall(thirds.determinant, new_matrix(FRACTIONS, 1, 2, math.max)))
-- expect: errors:	false	not a square

-- The Hilbert matrix, nearly singular: exact fractions against floats ---------------------------
local function hilbert(field, n)
    local one = field.of(1)
    return new_matrix(field, n, n, function(i, j) return one / field.of(i + j - 1) end)
end

local exact = hilbert(FRACTIONS, 4)
show("1 / det", FRACTIONS.of(1) / exact:determinant()) -- expect: 1 / det:	6048000
show("inverse, row 4", table.unpack(exact:inverse()[4]))
-- expect: inverse, row 4:	-140	1680	-4200	2800
local one = identity(FRACTIONS, 4)
show("exact", exact * exact:inverse() == one, exact ^ -2 * exact ^ 2 == one)
-- expect: exact:	true	true
local rough = hilbert(FLOATS, 5)
local sums = new_matrix(FLOATS, 5, 1, function(i)
    local sum = 0.0
    for j = 1, 5 do sum = sum + rough[i][j] end
    return sum
end)
local solve = rough:solver()
local x = solve(sums)
show("floats", x, (rough * x - sums):norm() < 1e-14)
-- expect: floats:	[1.000; 1.000; 1.000; 1.000; 1.000]	true

-- One round of refinement: the error of the solution is solved for, and taken away.
local function refine(a, solver, b, solution)
    local correction = solver(a * solution - b)
    return solution - correction, correction:norm()
end
local refined, change = refine(rough, solve, sums, x)
show("refined", refined, change < 1e-10)
-- expect: refined:	[1.000; 1.000; 1.000; 1.000; 1.000]	true

-- Heat in a rod: one end is hot, the other one cold; implicit steps -------------------------------
local cells, steps = 7 + scale, 12 * scale * scale
local rod = new_matrix(FLOATS, cells, cells, function(i, j)
    if i == j then return 1 + 2 * 0.75 end
    return math.abs(i - j) == 1 and -0.75 or 0.0
end)
local step = rod:solver()
local heat = new_matrix(FLOATS, cells, 1, function() return 20 end)
for count = 1, steps do
    local source = new_matrix(FLOATS, cells, 1, function(i)
        return heat[i][1] + (i == 1 and 0.75 * 100 or 0)
    end)
    heat = step(source)
    if count % (steps // 3) == 0 then
        print(count, tostring(heat:transposed()), (rod * heat - source):norm() < 1e-9)
    end
end
-- expect: 4	[72.111 50.419 36.092 27.394 21.958 17.737 13.166 7.258]	true
-- expect: 8	[80.516 62.792 47.926 36.117 26.862 19.323 12.670 6.318]	true
-- expect: 12	[83.771 68.355 54.370 42.115 31.568 22.466 14.427 7.057]	true
-- In the end it falls off in a straight line, whatever the start was.
local function straight(i) return 100 * (cells + 1 - i) / (cells + 1) end
local line = new_matrix(FLOATS, cells, 1, straight)
print(("away from the steady state: %.4f"):format((heat - line):norm()))
-- expect: away from the steady state: 13.4410

-- Integers of any size.
--
-- A number is a sign and a list of limbs of seven decimal digits, the lowest first; no number
-- is ever changed once it is there. Multiplication goes by Karatsuba when it pays, division by
-- Knuth's algorithm D. What is computed (digits of pi, factorials, Fibonacci numbers, primes)
-- is checked by identities wherever there is one.
--
-- Shows: metatables with all the arithmetic of integers, mixed with plain integers and
-- strings, integer division and bit operators, a coroutine that never ends.
-- usage: bignum.lua [SCALE]    the sizes grow with SCALE, the random checks with its square
-- torture: 25

local scale = tonumber((...)) or 1

local BASE <const>, DIGITS <const> = 10000000, 7
local KARATSUBA_LIMBS <const> = 24

-- Magnitudes: lists of limbs without leading zeros; zero is the empty list ------------------
local function trim(limbs)
    while limbs[#limbs] == 0 do limbs[#limbs] = nil end
    return limbs
end

local function compare_limbs(a, b)
    if #a ~= #b then return #a - #b end
    for i = #a, 1, -1 do
        if a[i] ~= b[i] then return a[i] - b[i] end
    end
    return 0
end

local function add_limbs(a, b)
    local sum, carry = {}, 0
    for i = 1, math.max(#a, #b) do
        local limb = (a[i] or 0) + (b[i] or 0) + carry
        sum[i], carry = limb % BASE, limb // BASE
    end
    if carry > 0 then sum[#sum + 1] = carry end
    return sum
end

local function subtract_limbs(a, b)     -- a is not smaller than b
    local difference, borrow = {}, 0
    for i = 1, #a do
        local limb = a[i] - (b[i] or 0) - borrow
        borrow = limb < 0 and 1 or 0
        difference[i] = limb + borrow * BASE
    end
    return trim(difference)
end

local function multiply_small(a, factor)
    local product, carry = {}, 0
    for i = 1, #a do
        carry = a[i] * factor + carry
        product[i], carry = carry % BASE, carry // BASE
    end
    while carry > 0 do product[#product + 1], carry = carry % BASE, carry // BASE end
    return trim(product)
end

local function multiply_school(a, b)
    local product = {}
    for i = 1, #a + #b do product[i] = 0 end
    for i = 1, #a do
        local carry, factor = 0, a[i]
        for j = 1, #b do
            carry = product[i + j - 1] + factor * b[j] + carry
            product[i + j - 1], carry = carry % BASE, carry // BASE
        end
        product[i + #b] = carry
    end
    return trim(product)
end

local function shifted(limbs, count)        -- times BASE ^ count
    if #limbs == 0 then return limbs end
    local result = {}
    for i = 1, count do result[i] = 0 end
    return table.move(limbs, 1, #limbs, count + 1, result)
end

local function multiply_limbs(a, b)
    if math.min(#a, #b) < KARATSUBA_LIMBS then return multiply_school(a, b) end
    local half = math.max(#a, #b) // 2
    local function split(limbs)
        return trim(table.move(limbs, 1, half, 1, {})), table.move(limbs, half + 1, #limbs, 1, {})
    end
    local a_low, a_high = split(a)
    local b_low, b_high = split(b)
    local low, high = multiply_limbs(a_low, b_low), multiply_limbs(a_high, b_high)
    local cross = multiply_limbs(add_limbs(a_low, a_high), add_limbs(b_low, b_high))
    local middle = subtract_limbs(subtract_limbs(cross, low), high)
    return add_limbs(add_limbs(low, shifted(middle, half)), shifted(high, 2 * half))
end

local function divide_small(a, divisor)
    local quotient, rest = {}, 0
    for i = #a, 1, -1 do
        rest = rest * BASE + a[i]
        quotient[i], rest = rest // divisor, rest % divisor
    end
    return trim(quotient), trim {rest}
end

local function divide_limbs(a, b)
    if compare_limbs(a, b) < 0 then return {}, a end
    if #b == 1 then return divide_small(a, b[1]) end
    -- Both are multiplied so that the first limb of the divisor is at least half of the base:
    -- a guess by two limbs is then too big by at most two.
    local factor = BASE // (b[#b] + 1)
    local rest, divisor, quotient = multiply_small(a, factor), multiply_small(b, factor), {}
    local n = #divisor
    rest[#a + 1] = rest[#a + 1] or 0
    for i = #a + 1 - n, 1, -1 do
        local head = rest[i + n] * BASE + rest[i + n - 1]
        local guess = math.min(head // divisor[n], BASE - 1)
        local left = head - guess * divisor[n]
        while left < BASE and guess * divisor[n - 1] > left * BASE + rest[i + n - 2] do
            guess, left = guess - 1, left + divisor[n]
        end
        local borrow = 0
        for j = 1, n do
            local limb = rest[i + j - 1] - guess * divisor[j] + borrow
            rest[i + j - 1], borrow = limb % BASE, limb // BASE
        end
        if rest[i + n] + borrow < 0 then        -- still too big, which is rare
            guess = guess - 1
            local carry = 0
            for j = 1, n do
                local limb = rest[i + j - 1] + divisor[j] + carry
                rest[i + j - 1], carry = limb % BASE, limb // BASE
            end
        end
        rest[i + n], quotient[i] = 0, guess
    end
    return trim(quotient), (divide_small(trim(rest), factor))
end

-- Numbers -----------------------------------------------------------------------------------
local Big = {}
Big.__index = Big

local function make(is_negative, limbs)
    return setmetatable({is_negative = is_negative and #limbs > 0, limbs = limbs}, Big)
end

-- Makes a number of an integer, of a string of digits, or of a number.
local function big(x)
    if getmetatable(x) == Big then return x end
    if math.type(x) == "integer" and -BASE < x and x < BASE then
        return make(x < 0, trim {math.abs(x)})
    end
    local sign, digits = tostring(x):match("^%s*([+-]?)(%d+)%s*$")
    if not digits then error(("not an integer: %s"):format(x), 0) end
    local limbs = {}
    for last = #digits, 1, -DIGITS do
        limbs[#limbs + 1] = tonumber(digits:sub(math.max(last - DIGITS + 1, 1), last)) // 1
    end
    return make(sign == "-", trim(limbs))
end

-- A metamethod, whose operands may be whatever big() takes.
local function operator(f)
    return function(a, b) return f(big(a), big(b)) end
end

local function compare(a, b)
    if a.is_negative ~= b.is_negative then return a.is_negative and -1 or 1 end
    local order = compare_limbs(a.limbs, b.limbs)
    return a.is_negative and -order or order
end

local function add(a, b)
    if a.is_negative == b.is_negative then
        return make(a.is_negative, add_limbs(a.limbs, b.limbs))
    end
    if compare_limbs(a.limbs, b.limbs) < 0 then a, b = b, a end
    return make(a.is_negative, subtract_limbs(a.limbs, b.limbs))
end

local function divide(a, b)         -- rounds down, as // and % do for integers
    if #b.limbs == 0 then error("division by zero", 0) end
    local quotient, rest = divide_limbs(a.limbs, b.limbs)
    local is_negative = a.is_negative ~= b.is_negative
    quotient, rest = make(is_negative, quotient), make(a.is_negative, rest)
    if #rest.limbs > 0 and is_negative then quotient, rest = quotient - 1, rest + b end
    return quotient, rest
end

Big.__add = operator(add)
Big.__sub = operator(function(a, b) return add(a, -b) end)
Big.__mul = operator(function(a, b)
    return make(a.is_negative ~= b.is_negative, multiply_limbs(a.limbs, b.limbs))
end)
Big.__idiv = operator(function(a, b) return (divide(a, b)) end)
Big.__mod = operator(function(a, b) return select(2, divide(a, b)) end)
Big.__unm = function(a) return make(not a.is_negative, a.limbs) end
Big.__eq = function(a, b) return compare(a, b) == 0 end
Big.__lt = operator(function(a, b) return compare(a, b) < 0 end)
Big.__le = operator(function(a, b) return compare(a, b) <= 0 end)
Big.__shl = function(a, count) return a * big(2) ^ count end
Big.__shr = function(a, count) return a // big(2) ^ count end
Big.__concat = function(a, b) return tostring(a) .. tostring(b) end
Big.__len = function(a) return #tostring(a) - (a.is_negative and 1 or 0) end    -- decimal digits

function Big:__pow(exponent)
    local result, base = big(1), self
    while exponent > 0 do
        if exponent & 1 == 1 then result = result * base end
        exponent = exponent >> 1
        if exponent > 0 then base = base * base end
    end
    return result
end

function Big:__tostring()
    local limbs, parts = self.limbs, {self.is_negative and "-" or ""}
    parts[2] = limbs[#limbs] or 0
    for i = #limbs - 1, 1, -1 do parts[#parts + 1] = ("%07d"):format(limbs[i]) end
    return table.concat(parts)
end

function Big:root()                 -- the integer square root, by Newton's method from above
    if #self.limbs == 0 then return self end
    local guess = big(10) ^ ((#self + 1) // 2)
    while true do
        local better = (guess + self // guess) // 2
        if better >= guess then return guess end
        guess = better
    end
end

local function gcd(a, b)
    while b ~= big(0) do a, b = b, a % b end
    return a
end

-- Arithmetic --------------------------------------------------------------------------------
local a, b = big "123456789012345678901234567890", big(-987654321098765)
print(a + b, a - b) -- expect: 123456789012344691246913469125	123456789012346666555555666655
print(a * b, -b) -- expect: -121932631137021741879287174187806784787655850	987654321098765
local long = big(("9876543210"):rep(20))
print(#(long * long), compare_limbs((long * long).limbs, multiply_school(long.limbs, long.limbs)))
-- expect: 400	0
print(a // b, a % b, -a // b, a % -b)
-- expect: -124999998860938	-439799363973680	124999998860937	547854957125085
print(big(7) // -2, big(-7) % 2, -7 // 2, big(2) ^ 100, big(math.mininteger))
-- expect: -4	1	-4	1267650600228229401496703205376	-9223372036854775808
print(a > b, a <= 5, b < 0, a == big(tostring(a)), 10 * a // 10 == a)
-- expect: true	false	true	true	true
print(#a, (a << 64) >> 60 == a * 16, "about " .. (a >> 70) .. " * 2^70")
-- expect: 30	true	about 104571967 * 2^70
print(pcall(function() return a // (b - b) end)) -- expect: false	division by zero
print(pcall(big, "12x")) -- expect: false	not an integer: 12x
print(pcall(function() return a + 0.5 end)) -- expect: false	not an integer: 0.5

-- Pi, by Machin's formula and by a spigot that yields digit after digit ---------------------
local function pi_digits(count)
    local unit = big(10) ^ (count + 10)
    local function arccot(x)
        local power = unit // x
        local sum, divisor, sign = power, 1, 1
        while power > 0 do
            power, divisor, sign = power // (x * x), divisor + 2, -sign
            sum = sum + sign * (power // divisor)
        end
        return sum
    end
    return tostring(4 * (4 * arccot(5) - arccot(239))):sub(1, count)
end

local next_digit = coroutine.wrap(function()
    local q, r, t, k, n, l = big(1), big(0), big(1), 1, big(3), 3
    while true do
        if 4 * q + r - t < n * t then
            coroutine.yield(tostring(n))
            q, r, n = 10 * q, 10 * (r - n * t), 10 * (3 * q + r) // t - 10 * n
        else
            q, r, t, k, n, l = q * k, (2 * q + r) * l, t * l, k + 1,
                               (q * (7 * k) + 2 + r * l) // (t * l), l + 2
        end
    end
end)

local pi = pi_digits(60 * scale)
print(pi:sub(1, 60)) -- expect: 314159265358979323846264338327950288419716939937510582097494
local spigot = {}
for i = 1, 12 * scale do spigot[i] = next_digit() end
print(table.concat(spigot) == pi:sub(1, 12 * scale)) -- expect: true

-- Factorials and Fibonacci numbers ----------------------------------------------------------
local function product(from, to)        -- of all integers in between, by halves
    if from == to then return big(from) end
    local middle = (from + to) // 2
    return product(from, middle) * product(middle + 1, to)
end

local n = 50 * scale
local factorial, fives = product(1, n), 0
for power = 1, 20 do fives = fives + math.tointeger(n // 5 ^ power) end
print(product(1, 30)) -- expect: 265252859812191058636308480000000
print(#factorial, #tostring(factorial):match("0*$") == fives) -- expect: 65	true
print(factorial // product(1, n - 2) == big(n * (n - 1))) -- expect: true

local function fibonacci(index)         -- F(index) and F(index + 1), by doubling
    if index == 0 then return big(0), big(1) end
    local x, y = fibonacci(index >> 1)
    local even, odd = x * (2 * y - x), x * x + y * y
    if index & 1 == 0 then return even, odd end
    return odd, even + odd
end

local x, y = fibonacci(100 * scale)
print((fibonacci(150)), #x) -- expect: 9969216677189303386214405760200	21
print(x * (x + y) - y * y == big(-1), gcd(fibonacci(60), (fibonacci(84))) == (fibonacci(12)))
-- expect: true	true

-- Roots, and the primes p for which 2^p - 1 is prime (Lucas and Lehmer) ---------------------
local root = (2 * big(10) ^ (60 * scale)):root()
print(tostring(root):sub(1, 31), root * root <= 2 * big(10) ^ (60 * scale))
-- expect: 1414213562373095048801688724209	true
local exponents = {}
for p = 3, 18 + 7 * scale, 2 do
    local mersenne, s = (big(1) << p) - 1, big(4)
    for _ = 1, p - 2 do s = (s * s - 2) % mersenne end
    if s == big(0) then exponents[#exponents + 1] = p end
end
print(table.concat(exponents, " ")) -- expect: 3 5 7 13 17 19

-- Identities of random numbers --------------------------------------------------------------
local seed = 1
local function random_big(most)
    local digits = {}
    for i = 1, most do
        seed = (seed * 1103515245 + 12345) & 0x7fffffff
        digits[i] = ("%03d"):format((seed >> 10) % 1000)
        if seed >> 8 & 31 == 0 then break end
    end
    return big((seed & 0x80000 == 0 and "-" or "") .. table.concat(digits))
end

local failed, checksum = 0, 0
for _ = 1, 6 * scale * scale do
    local p, q, s = random_big(60), random_big(30), random_big(20)
    if q == big(0) then q = big(1) end
    local identities = {(p + q) * (p - q) == p * p - q * q, (p + q) * s == p * s + q * s,
                        p // q * q + p % q == p, p * q // q == p, big(tostring(p)) == p,
                        (s * s):root() == (s < 0 and -s or s)}
    for _, holds in ipairs(identities) do failed = failed + (holds and 0 or 1) end
    checksum = checksum ~ ((p * q % 1000003).limbs[1] or 0)
end
print(failed, checksum) -- expect: 0	698564

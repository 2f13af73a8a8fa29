-- Loops over flags: a sieve of the odd numbers, a sieve in segments that keeps its memory
-- small, and the smallest prime factors.
local function odd_sieve(limit)
  local half = (limit - 1) // 2
  local is_prime, primes = {}, {2}
  for i = 1, half do is_prime[i] = true end
  for i = 1, half do
    if is_prime[i] then
      local p = 2 * i + 1
      primes[#primes + 1] = p
      for j = 2 * i * (i + 1), half, p do is_prime[j] = false end
    end
  end
  return primes
end

local function segmented_sieve(low, high, visit)
  local base = odd_sieve(math.floor(math.sqrt(high)) + 1)
  local size, is_prime = 8192, {}
  for from = low, high, size do
    local to = math.min(from + size - 1, high)
    for i = from, to do is_prime[i - from] = true end
    for _, p in ipairs(base) do
      if p * p > to then break end
      for multiple = math.max(p * p, (from + p - 1) // p * p), to, p do
        is_prime[multiple - from] = false
      end
    end
    for i = from, to do
      if is_prime[i - from] then visit(i) end
    end
  end
end

-- Each number is crossed out once, by its smallest prime factor.
local function smallest_factors(limit)
  local factor, primes = {1}, {}
  for i = 2, limit do factor[i] = 0 end
  for i = 2, limit do
    if factor[i] == 0 then
      factor[i] = i
      primes[#primes + 1] = i
    end
    for j = 1, #primes do
      local p = primes[j]
      if p > factor[i] or p * i > limit then break end
      factor[p * i] = p
    end
  end
  return factor
end

local primes = odd_sieve(3000000)
print(#primes, primes[1000], primes[#primes])

local count, gap, previous, twins = 0, 0, 10000000, 0
segmented_sieve(10000000, 14000000, function(p)
  count = count + 1
  if p - previous == 2 then twins = twins + 1 end
  gap = math.max(gap, p - previous)
  previous = p
end)
print(count, gap, twins, previous)

local factor = smallest_factors(1000000)
local most, where, sum = 0, 0, 0
for n = 2, 1000000 do
  local rest, factors = n, 0
  while rest > 1 do
    rest = rest // factor[rest]
    factors = factors + 1
  end
  if factors > most then most, where = factors, n end
  sum = sum + factors
end
print(most, where, sum)

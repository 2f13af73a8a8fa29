-- Counts primes, in tasklets, coroutines and strings, and prints what it found; takes
-- a while on every CPU. Its state has integers, floats, long strings and cycles.
local tasklet, channel = require "tasklet", require "channel"
local LIMIT = tonumber((...))

local numbers, found = channel.new(4), channel.new()
tasklet(function()
  for n = 2, LIMIT do numbers:send(n) end
  numbers:close()
end)().name = "source"

local function is_prime(n)
  for d = 2, math.floor(n ^ 0.5) do
    if n % d == 0 then return false end
  end
  return true
end

local sieve = coroutine.wrap(function()
  for n in numbers do
    if is_prime(n) then coroutine.yield(n) end
  end
end)
tasklet(function()
  for n in sieve do found:send(n) end
  found:close()
end)().name = "sieve"

local state = {sum = 0, product = 1.0, text = "", min = math.mininteger}
state.self = state
local checksum = 17
for n in found do
  state.sum = state.sum + n
  state.product = state.product * (1 + 1 / n)
  state.text = (state.text .. n):sub(-5000)
  checksum = (checksum * 31 + n) & 0x7fffffffffffffff
end
print(state.sum, string.format("%.17g", state.product), #state.text, state.text:sub(1, 20),
      checksum, state.self.min)

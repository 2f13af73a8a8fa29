-- A program for object.c: the sieve of Eratosthenes. `bits` is its library.
local tasklet = require "tasklet"

local LIMIT = 1000
local composite = bits.new(LIMIT)
composite:set(0)
composite:set(1)

local function sieve(first, last)
  for n = first, last do
    for multiple = 2 * n, LIMIT - 1, n do
      composite:set(multiple)
    end
  end
end

sieve(2, 5)
local left = LIMIT - composite:count()
print(("%d numbers below %d are left after 2, 3 and 5"):format(left, LIMIT))
tasklet.sleep(0.05) -- with --until-idle the job is saved here, and ends
sieve(6, LIMIT // 2)
left = LIMIT - composite:count()
print(("%d numbers below %d are prime"):format(left, LIMIT))

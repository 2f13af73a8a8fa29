-- Array access: the sieve of Eratosthenes and a prefix sum.
local n, rounds, count = 2000000, 3, 0
for round = 1, rounds do
  local composite = {}
  for i = 1, n do composite[i] = false end
  for i = 2, n do
    if not composite[i] then
      count = count + 1
      for j = i * i, n, i do composite[j] = true end
    end
  end
end
local sums = {0}
for i = 2, n do sums[i] = sums[i - 1] + (i & 7) end
print(count, sums[n])

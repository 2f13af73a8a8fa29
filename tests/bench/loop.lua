-- A numeric loop with integer and float arithmetic.
local sum, x = 0, 0.5
for i = 1, 60000000 do
  sum = (sum + i * 3) & 0xffffffff
  x = x * 0.5 + i
end
print(sum, x)

-- os.clock is a float that never goes back.
local last, backwards = os.clock(), 0
for i = 1, 100 do
    local now = os.clock()
    if now < last then backwards = backwards + 1 end
    last = now
end
print(math.type(last), backwards, last >= 0, select("#", os.clock()), os.clock("ignored") >= last)
-- expect: float	0	true	1	true

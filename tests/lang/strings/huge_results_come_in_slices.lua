-- Results larger than one slice are put together without a seam.
-- torture: 9973
local s = ("abcdefghi,"):rep(40000)
print(#s) -- expect: 400000
print(s:sub(131060, 131090)) -- expect: ,abcdefghi,abcdefghi,abcdefghi,
local up = s:upper()
print(#up, up:sub(131060, 131090), up:lower() == s)
-- expect: 400000	,ABCDEFGHI,ABCDEFGHI,ABCDEFGHI,	true
local back = s:reverse()
print(#back, back:sub(1, 12), back:reverse() == s) -- expect: 400000	,ihgfedcba,i	true
local odd = ("xyz"):rep(99999, "-")
print(#odd, odd:sub(131070, 131080), odd:sub(-7)) -- expect: 399995	yz-xyz-xyz-	xyz-xyz
local count = 0
for _ in s:sub(1, 40000):gmatch("a[^,]*,") do count = count + 1 end
print(count) -- expect: 4000

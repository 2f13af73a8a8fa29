-- os.time of a date table gives the time back.
-- torture: 97
local wrong, checked = 0, 0
for time = -2000000000, 4000000000, 76543211 do
    local t = os.date("*t", time)
    checked = checked + 1
    if os.time(t) ~= time then wrong = wrong + 1 end
end
print(checked, wrong) -- expect: 79	0
local t = os.date("*t", 1000000000)
t.day = t.day + 30
print((os.time(t) - 1000000000) // 86400 >= 29, math.type(os.time(t))) -- expect: true	integer
local now = os.time()
print(os.time(os.date("*t", now)) == now, os.time() >= now, os.time(nil) >= now)
-- expect: true	true	true

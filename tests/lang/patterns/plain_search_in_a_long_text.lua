-- A plain search finds what lies across any border of its slices.
-- torture: 4999
local text = ("-"):rep(262143) .. "needle" .. ("-"):rep(1000)
print(text:find("needle")) -- expect: 262144	262149
print(text:find("needle", 262144, true)) -- expect: 262144	262149
print(text:find("needle", 262145, true)) -- expect: nil
print(text:find("noodle")) -- expect: nil
local late = ("ab"):rep(300000) .. "abc"
print(late:find("abc", 1, true)) -- expect: 600001	600003
print(late:find("abc$")) -- expect: 600001	600003

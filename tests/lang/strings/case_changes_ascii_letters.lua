-- upper and lower change the 26 letters and leave every other byte.
local all = {}
for i = 0, 255 do all[i + 1] = string.char(i) end
all = table.concat(all)
local up, low = all:upper(), all:lower()
local changed = {}
for i = 1, 256 do
    if up:byte(i) ~= i - 1 then changed[#changed + 1] = all:sub(i, i) .. up:sub(i, i) end
end
print(#changed, table.concat(changed, " ", 1, 4), changed[#changed]) -- expect: 26	aA bB cC dD	zZ
print(low:sub(66, 91), low:sub(1, 65) == all:sub(1, 65), low:sub(92) == all:sub(92))
-- expect: abcdefghijklmnopqrstuvwxyz	true	true
print(#up, #low, up:lower() == low, low:upper() == up) -- expect: 256	256	true	true
print(("MiXed 123 Text"):upper(), ("MiXed 123 Text"):lower(), (""):upper() == "")
-- expect: MIXED 123 TEXT	mixed 123 text	true
print(string.upper(1e100), string.lower("0XAF"), ("\u{e9}A"):lower() == "\u{e9}a")
-- expect: 1E+100	0xaf	true
print(pcall(string.upper))
-- expect: false	bad argument #1 to 'string.upper' (string expected, got no value)
print(pcall(string.lower, {}))
-- expect: false	bad argument #1 to 'string.lower' (string expected, got table)
print((select(2, pcall(function() string.upper(nil) end)):match("%d+: .*")))
-- expect: 22: bad argument #1 to 'upper' (string expected, got nil)

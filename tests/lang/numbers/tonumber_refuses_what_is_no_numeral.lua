-- tonumber gives nil for what is not one whole numeral.
local refused = {"", " ", "-", "+", ".", "e1", "1e", "1e+", "0x", "0x.", "1 2", "1,5", "1_0", "--1",
    "+-1", "- 1", "1-", "1f", "0b1", "inf", "nan", "-inf", "infinity", "1..", "1.2.3", "0x1g",
    "1\0", "\0", "1e1.5", "1e1e1", "ten", "#1", "(1)", "0x 1", "0xp1", "0x1p+", "'1'", "\u{a0}1"}
local accepted = {}
for _, s in ipairs(refused) do
    local v = tonumber(s)
    if v ~= nil then accepted[#accepted + 1] = s end
    if pcall(function() return s + 0 end) then accepted[#accepted + 1] = s end
end
print(#refused, #accepted) -- expect: 38	0
print(tonumber("1."), tonumber(".5"), tonumber("5e1"), tonumber("\v\f\r\n\t 6 \v"), tonumber("0e0"))
-- expect: 1.0	0.5	50.0	6	0.0
print(tonumber("1" .. ("0"):rep(30)), tonumber(("0"):rep(300) .. "7")) -- expect: 1e+30	7
print(tonumber("0." .. ("3"):rep(400)), tonumber(("3"):rep(90)))
-- expect: 0.33333333333333	3.3333333333333e+89
print(tonumber("1e999999999999"), tonumber("-1e999"), tonumber("1e-99999"), tonumber("0x1p-99999"))
-- expect: inf	-inf	0.0	0.0
print(tonumber(12), tonumber(1.5), tonumber(true), tonumber({}), tonumber(print), tonumber(nil))
-- expect: 12	1.5	nil	nil	nil	nil

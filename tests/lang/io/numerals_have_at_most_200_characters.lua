-- read("n") gives up on a numeral of more than 200 characters.
local function number(text)
    local f = io.tmpfile()
    f:write(text)
    f:seek("set")
    return f:read("n"), f:seek(), #f:read("a")
end
print(number(("0"):rep(198) .. "12")) -- expect: 12	200	0
print(number(("0"):rep(199) .. "12")) -- expect: nil	200	1
print(number(("1"):rep(200))) -- expect: 1.1111111111111e+199	200	0
print(number(("1"):rep(201))) -- expect: nil	200	1
print(number(("1"):rep(250) .. " 5")) -- expect: nil	200	52
print(number("0x" .. ("0"):rep(197) .. "f")) -- expect: 15	200	0
print(number("0x" .. ("0"):rep(198) .. "f")) -- expect: nil	200	1
print(number("-" .. ("9"):rep(200))) -- expect: nil	200	1
print(number("0." .. ("0"):rep(199) .. "1")) -- expect: nil	200	2
print(number((" "):rep(300) .. "5")) -- expect: 5	301	0

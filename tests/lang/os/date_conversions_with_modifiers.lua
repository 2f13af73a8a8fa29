-- E and O before a conversion are allowed where C99 has them.
local time = 951827696
for _, c in ipairs({"Ec", "EC", "Ex", "EX", "Ey", "EY"}) do
    print("%" .. c, os.date("!%" .. c, time))
    -- expect: %Ec	Tue Feb 29 12:34:56 2000
    -- expect: %EC	20
    -- expect: %Ex	02/29/00
    -- expect: %EX	12:34:56
    -- expect: %Ey	00
    -- expect: %EY	2000
end
local plain, modified = {}, {}
for c in ("deHImMSuUVwWy"):gmatch(".") do
    plain[#plain + 1] = os.date("!%" .. c, time)
    modified[#modified + 1] = os.date("!%O" .. c, time)
end
print(table.concat(plain, " ")) -- expect: 29 29 12 12 02 34 56 2 09 09 2 09 00
print(table.concat(modified, " ") == table.concat(plain, " ")) -- expect: true
print(pcall(os.date, "!%Ed", time))
-- expect: false	bad argument #1 to 'os.date' (invalid conversion specifier '%Ed')
print(pcall(os.date, "!%OY", time))
-- expect: false	bad argument #1 to 'os.date' (invalid conversion specifier '%OY')
print(pcall(os.date, "!%E", time))
-- expect: false	bad argument #1 to 'os.date' (invalid conversion specifier '%E')
print(pcall(os.date, "!%O%", time))
-- expect: false	bad argument #1 to 'os.date' (invalid conversion specifier '%O%')

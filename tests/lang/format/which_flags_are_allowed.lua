-- A flag that a conversion does not know makes the specification invalid.
local flags = {"-", "+", " ", "#", "0"}
for letter in ("cdiuxXoaAeEfgGpsq"):gmatch(".") do
    local row = {}
    for _, flag in ipairs(flags) do
        row[#row + 1] = pcall(string.format, "%" .. flag .. "5" .. letter, 1) and flag or "."
    end
    print(letter, table.concat(row))
    -- expect: c	-....
    -- expect: d	-+ .0
    -- expect: i	-+ .0
    -- expect: u	-...0
    -- expect: x	-..#0
    -- expect: X	-..#0
    -- expect: o	-..#0
    -- expect: a	-+ #0
    -- expect: A	-+ #0
    -- expect: e	-+ #0
    -- expect: E	-+ #0
    -- expect: f	-+ #0
    -- expect: g	-+ #0
    -- expect: G	-+ #0
    -- expect: p	-....
    -- expect: s	-....
    -- expect: q	.....
end
print(pcall(string.format, "%+c", 65)) -- expect: false	invalid conversion specification: '%+c'
print(pcall(string.format, "%#s", "x")) -- expect: false	invalid conversion specification: '%#s'
print(pcall(string.format, "%0s", "x")) -- expect: false	invalid conversion specification: '%0s'
print(pcall(string.format, "%.3c", 65)) -- expect: false	invalid conversion specification: '%.3c'
print(pcall(string.format, "%.3p", {})) -- expect: false	invalid conversion specification: '%.3p'

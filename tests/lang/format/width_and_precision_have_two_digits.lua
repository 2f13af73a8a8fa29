-- Width and precision have at most two digits; the whole specification has a limit.
local function try(...) print((select(2, pcall(string.format, ...)))) end
print(#string.format("%99d", 5), #string.format("%.99d", 5), #string.format("%99.99s", "x"))
-- expect: 99	99	99
try("%100d", 5) -- expect: invalid conversion specification: '%100d'
try("%.100d", 5) -- expect: invalid conversion specification: '%.100d'
try("%5.100f", 5) -- expect: invalid conversion specification: '%5.100f'
try("%123s", "x") -- expect: invalid conversion specification: '%123s'
try("%-0005d|", 5) -- expect: 5    |
try("%.d|%.f|%.s|", 5, 2.5, "gone") -- expect: 5|2||
try("%5.d|%5.s|", 5, "gone") -- expect:     5|     |
try("%..5d", 5) -- expect: invalid conversion specification: '%..5d'
try("%5.5.5d", 5) -- expect: invalid conversion specification: '%5.5.5d'
try("%5-d", 5) -- expect: invalid conversion specification: '%5-d'
try("%d %" .. ("0"):rep(19) .. "d", 1, 2) -- expect: 1 2
try("%" .. ("0"):rep(22) .. "d", 1) -- expect: invalid format (too long)
try("%" .. ("-"):rep(30), 1) -- expect: invalid format (too long)

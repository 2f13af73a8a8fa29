-- %a, %c and %p look at their specification first, the others at their argument.
local function try(...) print((select(2, pcall(string.format, ...)))) end
try("%100a", "x") -- expect: invalid conversion specification: '%100a'
try("%100c", "x") -- expect: invalid conversion specification: '%100c'
try("%.1p", {}) -- expect: invalid conversion specification: '%.1p'
try("%100d", "x") -- expect: bad argument #2 to 'string.format' (number expected, got string)
try("%100f", "x") -- expect: bad argument #2 to 'string.format' (number expected, got string)
try("%100x", "x") -- expect: bad argument #2 to 'string.format' (number expected, got string)

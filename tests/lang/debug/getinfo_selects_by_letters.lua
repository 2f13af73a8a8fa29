-- The second argument of getinfo says which fields come; others do not.
local function keys(t)
    local k = {}
    for name in pairs(t) do k[#k + 1] = name end
    table.sort(k)
    return table.concat(k, " ")
end
local function f() end
for letter in ("nSltufLr"):gmatch(".") do print(letter, keys(debug.getinfo(f, letter))) end
-- expect: n	namewhat
-- expect: S	lastlinedefined linedefined short_src source what
-- expect: l	currentline
-- expect: t	istailcall
-- expect: u	isvararg nparams nups
-- expect: f	func
-- expect: L	activelines
-- expect: r	ftransfer ntransfer
print(keys(debug.getinfo(1, "nl"))) -- expect: currentline namewhat
print(pcall(debug.getinfo, 1, "X"))
-- expect: false	bad argument #2 to 'debug.getinfo' (invalid option)
print(pcall(debug.getinfo, 1, ">S"))
-- expect: false	bad argument #2 to 'debug.getinfo' (invalid option '>')
print(pcall(debug.getinfo, "x"))
-- expect: false	bad argument #1 to 'debug.getinfo' (number expected, got string)
print(pcall(debug.getinfo))
-- expect: false	bad argument #1 to 'debug.getinfo' (number expected, got no value)
print(pcall(debug.getinfo, {}))
-- expect: false	bad argument #1 to 'debug.getinfo' (number expected, got table)
print(pcall(debug.getinfo, f, 1))
-- expect: false	bad argument #2 to 'debug.getinfo' (invalid option)

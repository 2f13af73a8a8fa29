-- A width pads %s with spaces, a precision cuts it; without them any string fits.
local f = string.format
print(f("[%s] [%5s] [%-5s] [%1s]", "abc", "abc", "abc", "abc"))
-- expect: [abc] [  abc] [abc  ] [abc]
print(f("[%.2s] [%.0s] [%.s] [%5.2s] [%-5.2s] [%.9s]", "abc", "abc", "abc", "abc", "abc", "abc"))
-- expect: [ab] [] [] [   ab] [ab   ] [abc]
print(f("%s %s %s %s %s", nil, true, 1, 1.0, "x"), f("[%6s] [%-6s] [%.2s]", nil, true, 12345))
-- expect: nil true 1 1.0 x	[   nil] [true  ] [12]
print(#f("%s", "a\0b"), f("%s|", "a\0b"):byte(1, -1)) -- expect: 3	97	0	98	124
print(#f("%s", ("x"):rep(5000)), #f("%99s", ("x"):rep(98)), #f("%99s", ("x"):rep(500)))
-- expect: 5000	99	500
print(#f("%-99s", "x"), #f("%.99s", ("x"):rep(500)), #f("%99.99s", ("y"):rep(150)))
-- expect: 99	99	99
print(f("%5s|%-5s|", "\u{e9}", "\u{e9}"), f("%.1s", "\u{e9}"):byte()) -- expect:    é|é   |	195
print(pcall(f, "%5s", "a\0b"))
-- expect: false	bad argument #2 to 'string.format' (string contains zeros)
print(pcall(f, "%.1s", "a\0b"))
-- expect: false	bad argument #2 to 'string.format' (string contains zeros)
print(pcall(f, "%s")) -- expect: false	bad argument #2 to 'string.format' (no value)
print(f("%s", setmetatable({}, {__tostring = function() return ("long"):rep(50) end})):sub(1, 8))
-- expect: longlong
print(f("[%8s]", setmetatable({}, {__tostring = function() return "short" end})))
-- expect: [   short]

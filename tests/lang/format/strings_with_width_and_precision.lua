-- %s takes any value as tostring does; precision cuts, width pads.
print(string.format("[%s] [%10s] [%-10s] [%.2s] [%5.1s]", "abc", "abc", "abc", "abc", "abc"))
-- expect: [abc] [       abc] [abc       ] [ab] [    a]
print(string.format("%s %s %s %s", nil, true, 12, 1.5)) -- expect: nil true 12 1.5
print(string.format("%%|%s|%%", "x")) -- expect: %|x|%
print(string.format("%s", ("x"):rep(200)) == ("x"):rep(200)) -- expect: true
print(#string.format("%5s", ("x"):rep(200)), #string.format("%.99s", ("x"):rep(200)))
-- expect: 200	99
print(#string.format("%s", "a\0b"), pcall(string.format, "%5s", "a\0b"))
-- expect: 3	false	bad argument #2 to 'string.format' (string contains zeros)
print(string.format("no conversions"), string.format("")) -- expect: no conversions	
print(string.format("%s %s", 1, 2, 3)) -- expect: 1 2

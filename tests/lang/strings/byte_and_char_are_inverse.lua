-- string.byte gives the codes of a range, string.char makes a string of codes.
print(("A"):byte()) -- expect: 65
print(("hello"):byte(1, -1)) -- expect: 104	101	108	108	111
print(("hello"):byte(10)) -- expect: 
print(#("\0\1\255"), ("\0\1\255"):byte(1, 3)) -- expect: 3	0	1	255
print(string.char(72, 105, 33)) -- expect: Hi!
print(#string.char()) -- expect: 0
print(string.char(("round trip"):byte(1, -1))) -- expect: round trip
print(select("#", ("x"):rep(300):byte(1, -1))) -- expect: 300
print(pcall(string.char, 256))
-- expect: false	bad argument #1 to 'string.char' (value out of range)
print(pcall(string.char, 65, -1))
-- expect: false	bad argument #2 to 'string.char' (value out of range)

-- The length is a number of bytes, with len and with #.
-- torture: 97
print((""):len(), ("abc"):len(), #"abc", string.len("a\0b\0"), #"\0") -- expect: 0	3	3	4	1
print(#"\u{e9}", #"\u{20ac}", #"\xff", #"\z
    joined", #[[
long]]) -- expect: 2	3	1	6	4
print(string.len(12345), string.len(1.5), string.len(-0.0), string.len(1e100)) -- expect: 5	3	4	6
print(#("x"):rep(100000), ("ab"):rep(500):len()) -- expect: 100000	1000
print(pcall(string.len))
-- expect: false	bad argument #1 to 'string.len' (string expected, got no value)
print(pcall(string.len, nil))
-- expect: false	bad argument #1 to 'string.len' (string expected, got nil)
print(pcall(string.len, {}))
-- expect: false	bad argument #1 to 'string.len' (string expected, got table)
print(pcall(string.len, true))
-- expect: false	bad argument #1 to 'string.len' (string expected, got boolean)
print((select(2, pcall(function() local n = 5 return n:len() end)):match("%d+: .*")))
-- expect: 17: attempt to index a number value (local 'n')
print((select(2, pcall(function() return #5 end)):match("%d+: .*")))
-- expect: 19: attempt to get length of a number value

-- upper, lower and reverse work on bytes and leave other bytes alone.
print(("Hello, World 1!"):upper()) -- expect: HELLO, WORLD 1!
print(("Hello, World 1!"):lower()) -- expect: hello, world 1!
print(("Hello"):reverse()) -- expect: olleH
print("[" .. (""):reverse() .. "]") -- expect: []
print(#("a\0b"):upper(), ("a\0b"):upper():byte(1, -1)) -- expect: 3	65	0	66
print(("\xe4\xC4"):upper():byte(1, -1)) -- expect: 228	196
print(("\xe4\xC4"):lower():byte(1, -1)) -- expect: 228	196
print(("x"):rep(50):upper() == ("X"):rep(50)) -- expect: true

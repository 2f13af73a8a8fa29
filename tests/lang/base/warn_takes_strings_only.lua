-- warn takes strings and numbers, returns nothing, and @off silences it.
print(select("#", warn("@off"))) -- expect: 0
print(pcall(warn, "not shown")) -- expect: true
print(pcall(warn, "not ", "shown ", 1, " ", 2.5)) -- expect: true
print(pcall(warn)) -- expect: false	bad argument #1 to 'warn' (string expected, got no value)
print(pcall(warn, nil)) -- expect: false	bad argument #1 to 'warn' (string expected, got nil)
print(pcall(warn, {})) -- expect: false	bad argument #1 to 'warn' (string expected, got table)
print(pcall(warn, "text", true))
-- expect: false	bad argument #2 to 'warn' (string expected, got boolean)
print(pcall(warn, "text", "more", print))
-- expect: false	bad argument #3 to 'warn' (string expected, got function)
print(pcall(warn, "@unknown control")) -- expect: true
print(pcall(warn, "@on", "is no control message here")) -- expect: true
print(pcall(warn, "@on"), pcall(warn, "@off")) -- expect: true	true
print((select(2, pcall(function() warn({}) end)):match("%d+: .*")))
-- expect: 15: bad argument #1 to 'warn' (string expected, got table)

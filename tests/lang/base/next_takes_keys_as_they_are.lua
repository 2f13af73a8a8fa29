-- next wants a key that the table has; a float is none, though it would find one.
print(next({10, 20}, 1)) -- expect: 2	20
print(next({10, 20}, 2)) -- expect: nil
print(next({[1.5] = "x"}, 1.5)) -- expect: nil
print(pcall(next, {10, 20}, 1.0)) -- expect: false	invalid key to 'next'
print(pcall(next, {10, 20}, 3)) -- expect: false	invalid key to 'next'
print(pcall(next, {}, "x")) -- expect: false	invalid key to 'next'
print(pcall(function() return (next({}, "x")) end)) -- expect: false	invalid key to 'next'
print(pcall(next, {}, 0 / 0)) -- expect: false	invalid key to 'next'

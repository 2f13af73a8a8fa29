-- What ipairs gives can be called: its control is an integer, or what converts to one.
local iterate, list, start = ipairs({10, 20, 30})
print(iterate(list, start)) -- expect: 1	10
print(iterate(list, "1")) -- expect: 2	20
print(iterate(list, 2.0)) -- expect: 3	30
print(iterate(list, 3)) -- expect: nil
print(iterate("abc", 0)) -- expect: nil
print(pcall(iterate, list, 1.5))
-- expect: false	bad argument #2 to '?' (number has no integer representation)
print(pcall(iterate, list, {})) -- expect: false	bad argument #2 to '?' (number expected, got table)
print(pcall(iterate)) -- expect: false	bad argument #2 to '?' (number expected, got no value)
print(pcall(iterate, nil, 1)) -- expect: false	attempt to index a nil value
print(pcall(function() iterate(list, "x") end))
-- expect: false	the_iterator_of_ipairs_by_hand.lua:13: bad argument #2 to 'iterate' (number expected, got string)

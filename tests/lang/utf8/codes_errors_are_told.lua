-- utf8.codes wants a string; its errors carry the place of the loop.
print(pcall(utf8.codes))
-- expect: false	bad argument #1 to 'utf8.codes' (string expected, got no value)
print(pcall(utf8.codes, nil))
-- expect: false	bad argument #1 to 'utf8.codes' (string expected, got nil)
print(pcall(utf8.codes, {}))
-- expect: false	bad argument #1 to 'utf8.codes' (string expected, got table)
print(pcall(utf8.codes, true, true))
-- expect: false	bad argument #1 to 'utf8.codes' (string expected, got boolean)
print(select(2, pcall(function()
    for _ in utf8.codes(print) do end
end)))
-- expect: codes_errors_are_told.lua:11: bad argument #1 to 'codes' (string expected, got function)
print(select(2, pcall(function()
    for _ in utf8.codes("\xFF") do end
end)))
-- expect: codes_errors_are_told.lua:15: invalid UTF-8 code
local iterator = utf8.codes("")
print(pcall(iterator, "\xFF", 0)) -- expect: false	invalid UTF-8 code
print(pcall(iterator)) -- expect: false	bad argument #1 to '?' (string expected, got no value)
print(pcall(iterator, "x")) -- expect: true	1	120
print(pcall(iterator, "x", "y")) -- expect: true	1	120

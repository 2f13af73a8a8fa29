-- The reader function is not called again once the text cannot be right.
local calls = 0
print(load(function()
    calls = calls + 1
    return calls < 1000 and "x = = 1\n" or nil
end, "=mistake")) -- expect: nil	mistake:1: unexpected symbol near '='
print(calls) -- expect: 1
calls = 0
print(load(function()
    calls = calls + 1
    return calls < 1000 and "break " or nil
end, "=loop", "b")) -- expect: nil	attempt to load a text chunk (mode is 'b')
print(calls) -- expect: 1

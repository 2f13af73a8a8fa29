-- Where load expects text, a number is taken as its digits.
print(pcall(load, 42)) -- expect: true	nil	[string "42"]:1: unexpected symbol near '42'
local pieces, i = {"return ", 4, 2, nil}, 0
local f, message = load(function()
    i = i + 1
    return pieces[i]
end)
print(f and f(), message) -- expect: 42	nil
i = 0
pieces = {"return '", 1.5, "' .. ", -7}
f, message = load(function()
    i = i + 1
    return pieces[i]
end)
print(f and f(), message) -- expect: 1.5-7	nil

-- %p of a value stays what it is, also of strings; equal short strings have one.
local short, long, t = "abc", ("x"):rep(100), {}
local function show() return string.format("%p %p %p", short, long, t) end
local first = show()
print(string.format("%p", short) == string.format("%p", "ab" .. "c")) -- expect: true
print(string.format("%p", short) == string.format("%p", "abd")) -- expect: false
local same = 0
for _ = 1, 20 do
  if show() == first then same = same + 1 end
end
print(same) -- expect: 20
print(string.format("%p", 1)) -- expect: (null)

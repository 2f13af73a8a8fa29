-- load takes a function that gives the text piece by piece.
local pieces = {"return ", "1", " + ", "41", ""}
local i = 0
local function reader()
    i = i + 1
    return pieces[i]
end
print(load(reader)(), i) -- expect: 42	5
print(load(function() return nil end)()) -- expect: 
print(select(2, load(function() return {} end)):match("reader function must return a string"))
-- expect: reader function must return a string
print(load(function() error({}, 0) end) == nil) -- expect: true
local long = {}
for n = 1, 500 do long[n] = "local v" .. n % 100 .. " = " .. n .. "\n" end
long[#long + 1] = "return v99"
i = 0
print(load(function() i = i + 1 return i <= 150 and long[i] or i == 151 and long[#long] or nil end)())
-- expect: 99
print(load(coroutine.wrap(function() coroutine.yield("return 'wrapped'") end))())
-- expect: wrapped

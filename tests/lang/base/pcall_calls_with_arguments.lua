-- pcall passes its further arguments on and calls whatever can be called.
print(pcall(select, "#", nil, nil)) -- expect: true	2
print(pcall(function(...) return ... end)) -- expect: true
print(pcall(math.max, 3, 9, 4)) -- expect: true	9
local object = setmetatable({}, {__call = function(self, a, b) return type(self), a, b end})
print(pcall(object, 1, 2)) -- expect: true	table	1	2
print(pcall(pcall, pcall, error, "deep")) -- expect: true	true	false	deep
print(pcall(nil)) -- expect: false	attempt to call a nil value
print(pcall("text", 1)) -- expect: false	attempt to call a string value
print(pcall(pcall)) -- expect: false	bad argument #1 to 'pcall' (value expected)
print(pcall(error, nil)) -- expect: false	nil
print(select("#", pcall(error))) -- expect: 2
local ok, e = pcall(error, setmetatable({}, {__tostring = function() return "shown" end}))
print(ok, tostring(e)) -- expect: false	shown
local n = 0
for i = 1, 100 do if not pcall(error, i) then n = n + 1 end end
print(n) -- expect: 100
print(pcall(function() local a <close> = setmetatable({}, {__close = function(_, m)
    print("closed", m) -- expect: closed	out
end}) error("out", 0) end)) -- expect: false	out

-- Functions of the library have no dump.
local function try(f) return (pcall(string.dump, f)) end
print(pcall(string.dump, print)) -- expect: false	unable to dump given function
print(pcall(string.dump, string.dump)) -- expect: false	unable to dump given function
local tried, dumped = 0, 0
for name, library in pairs(package.loaded) do
    for _, f in pairs(library) do
        if type(f) == "function" then
            tried = tried + 1
            if try(f) then dumped = dumped + 1 end
        end
    end
end
print(tried > 100, dumped) -- expect: true	0
print(try(coroutine.wrap(function() end)), try(string.gmatch("", "")), try((ipairs({}))))
-- expect: false	false	false
print(try(io.stdout.write), try(package.searchers[1]), try(package.searchers[2]))
-- expect: false	false	false
print(try(function() end), try(load("return 1"))) -- expect: true	true
print(pcall(string.dump))
-- expect: false	bad argument #1 to 'string.dump' (function expected, got no value)
print(pcall(string.dump, nil))
-- expect: false	bad argument #1 to 'string.dump' (function expected, got nil)
print(pcall(string.dump, {}))
-- expect: false	bad argument #1 to 'string.dump' (function expected, got table)
print(pcall(string.dump, "text"))
-- expect: false	bad argument #1 to 'string.dump' (function expected, got string)
print(pcall(string.dump, setmetatable({}, {__call = function() end})))
-- expect: false	bad argument #1 to 'string.dump' (function expected, got table)
print((select(2, pcall(function() string.dump(5) end)):match("%d+: .*")))
-- expect: 30: bad argument #1 to 'dump' (function expected, got number)

-- Closures of one scope share its variables; each call makes new ones.
local function counter()
    local n = 0
    return function() n = n + 1 return n end, function() return n end
end
local inc, get = counter()
local inc2, get2 = counter()
inc() inc() inc2()
print(get(), get2()) -- expect: 2	1
local function nested()
    local x = 1
    return function()
        local y = x
        return function() x = x + y return x, y end
    end
end
local middle = nested()
local f, g = middle(), middle()
print(f()) -- expect: 2	1
print(g()) -- expect: 3	1
print(f()) -- expect: 4	1
print(middle()()) -- expect: 8	4

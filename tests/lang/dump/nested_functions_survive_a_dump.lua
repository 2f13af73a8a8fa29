-- A dump holds the functions inside a function; they share its variables as before.
local function make(start)
    local count = start
    local function add(n) count = count + n return count end
    local function get() return count end
    return {add = add, get = get, nest = function() return function() return count * 2 end end}
end
local again = load(string.dump(make))
local a, b = again(10), again(100)
print(a.add(5), a.get(), a.nest()(), b.get()) -- expect: 15	15	30	100
print(b.add(1), a.get(), make(1).add(1)) -- expect: 101	15	2
local outer = load(string.dump(function(n)
    local function fact(k) return k <= 1 and 1 or k * fact(k - 1) end
    local list = {}
    for i = 1, n do list[i] = function() return fact(i) end end
    return list
end))
local list = outer(6)
print(list[1](), list[4](), list[6]()) -- expect: 1	24	720
local deep = load(string.dump(function()
    return function() return function() return "deep" end end
end))
print(deep()()(), load(string.dump(deep()()))()) -- expect: deep	deep

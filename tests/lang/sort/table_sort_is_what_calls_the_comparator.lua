-- To the debug library table.sort is a function of C that calls the comparator.
table.sort({2, 1}, function(a, b)
    local caller, own = debug.getinfo(2, "Slnf"), debug.getinfo(1, "n")
    print(caller.what, caller.short_src, caller.currentline, caller.name, caller.func == table.sort)
    print(own.name, own.namewhat)
    return a < b
end)
-- expect: C	[C]	-1	sort	true
-- expect: nil	
local list = setmetatable({}, {__len = function() return 1 end, __index = function()
    print(debug.getinfo(2, "f").func == table.concat, debug.getinfo(2, "n").name)
    return "x"
end})
print(table.concat(list))
-- expect: true	concat
-- expect: x

-- Each function uses the _ENV that was visible where it was written.
local print = print
local function make(_ENV)
    return function() return n end, function(v) n = v end
end
local get1, set1 = make({n = 1})
local get2, set2 = make({n = 2})
set1("one")
print(get1(), get2()) -- expect: one	2
n = "global"
print(get1(), n) -- expect: one	global
local function shared()
    local _ENV = {print = print}
    local function write() v = (v or 0) + 1 end
    local function read() return v end
    write() write()
    _ENV = {v = "another table"}
    return read()
end
print(shared()) -- expect: another table

-- Level 2 names the line that called the function, level 3 its caller.
local function check(x) if not x then error("no value", 2) end end
local function outer()
    check(false)
end
print(pcall(outer)) -- expect: false	error_levels_blame_the_caller.lua:4: no value
local function deep() error("deep", 3) end
local function middle() deep() end
local function top()
    middle()
end
print(pcall(top)) -- expect: false	error_levels_blame_the_caller.lua:10: deep
print(pcall(error, "by pcall", 2))
-- expect: false	error_levels_blame_the_caller.lua:13: by pcall
print(select(2, pcall(function() error("far", 50) end))) -- expect: far

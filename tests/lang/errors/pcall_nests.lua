-- Protected calls nest, also inside what handles an error.
local log = {}
local ok, e = pcall(function()
    log[#log + 1] = "outer"
    local inner_ok, inner = pcall(function()
        log[#log + 1] = "inner"
        error("first", 0)
    end)
    log[#log + 1] = inner
    error("second", 0)
end)
print(table.concat(log, " "), ok, e) -- expect: outer inner first	false	second
local function nest(n)
    if n == 0 then error("bottom", 0) end
    local _, message = pcall(nest, n - 1)
    error(message .. n, 0)
end
print(pcall(nest, 9)) -- expect: false	bottom123456789
local function deep(n) if n == 0 then return 0 end return 1 + select(2, pcall(deep, n - 1)) end
print(deep(100)) -- expect: 100

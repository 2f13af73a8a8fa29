-- A reader that fails, or gives something else, ends load with a message; the next one works.
local function pieces(list, last)
    local i, sum = 0, 0
    return function()
        i = i + 1
        for n = 1, 30 do sum = sum + #{n, n} end
        if i > #list then return last(sum) end
        return list[i]
    end
end
local texts = {"local a = 1 ", "local b = 2 ", "return a + b"}
local function try(last, list) -- under pcall: no message handler sees the errors
    return select(2, pcall(load, pieces(list or texts, last), "=chunk"))
end
print(try(function(sum) error("after " .. sum, 0) end)) -- expect: nil	after 240
local f, e = try(function(sum) error({sum}) end)
print(f, type(e), e[1]) -- expect: nil	table	240
print(try(function(sum) return {sum} end)) -- expect: nil	reader function must return a string
print(try(function(sum) return sum == 240 and true end))
-- expect: nil	reader function must return a string
print(try(function() return nil end)()) -- expect: 3
print(try(function(sum) return sum < 300 and " + " .. sum or "" end)()) -- expect: 243
print(try(function() return nil end, {"x =", "= 1"}))
-- expect: nil	chunk:1: syntax error near '=='
local log = {}
local f = try(function(sum)
    local g, message = load(pieces({"return ("}, function() error("inner", 0) end))
    log[#log + 1] = tostring(g) .. " " .. message .. " " .. sum
    return nil
end)
print(f(), #log, log[1]) -- expect: 3	1	nil inner 240

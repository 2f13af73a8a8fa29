-- What the reader raises, or a piece that is no text, is load's second result.
local function both(reader)
    local f, e = nil, nil
    pcall(function() f, e = load(reader, "=c") end)
    return f, e
end
print(both(function() error("raised", 0) end)) -- expect: nil	raised
print(both(function() error("with a place") end))
-- expect: nil	load_reports_errors_of_the_reader.lua:8: with a place
print(type(select(2, both(function() error({}) end)))) -- expect: table
print((select(2, both(function() return {} end)):gsub("^.-:%d+: ", "")))
-- expect: reader function must return a string
print((select(2, both(function() return true end)):gsub("^.-:%d+: ", "")))
-- expect: reader function must return a string
local i = 0
print(both(function()
    i = i + 1
    if i == 3 then error("third call", 0) end
    return "local x = 1 "
end)) -- expect: nil	third call
print(i) -- expect: 3
print(pcall(load, {})) -- expect: false	bad argument #1 to 'load' (function expected, got table)
print(pcall(load, nil)) -- expect: false	bad argument #1 to 'load' (function expected, got nil)
print(pcall(load, true, "=c"))
-- expect: false	bad argument #1 to 'load' (function expected, got boolean)
print(pcall(load, setmetatable({}, {__call = function() end})))
-- expect: false	bad argument #1 to 'load' (function expected, got table)

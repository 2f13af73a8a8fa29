-- Parentheses, more values, operators or code after the call make it an ordinary call.
local function level(n, f) if n == 0 then error("E", 2) end return f end
local function tail() return level(0) end
local function parentheses() return (level(0)) end
local function two_values() return level(0), 1 end
local function operator() return level(0) or 1 end
local function statement() level(0) return end
local function as_value() local v = level(0) return v end
local function message(f) return (select(2, pcall(f)):gsub("^.-:%d+: ", "place: ")) end
print(message(tail), message(parentheses), message(two_values)) -- expect: E	place: E	place: E
print(message(operator), message(statement), message(as_value))
-- expect: place: E	place: E	place: E
local function select_first(...) return (select("#", ...)) end
local function pass(...) return select_first(...) end
print(pass(1, 2, 3), (pass())) -- expect: 3	0
local function results() return table.unpack({1, 2, 3}) end
print(results()) -- expect: 1	2	3
local function protected() return pcall(error, "E", 0) end
print(protected()) -- expect: false	E

-- Each function names itself, the argument and what it got instead of a number.
local names = {"abs", "acos", "asin", "ceil", "cos", "deg", "exp", "floor", "log",
               "modf", "rad", "sin", "sqrt", "tan"}
local function kinds(name)
    local out = {}
    for i, value in ipairs({"x", true, {}, print, io.stdout, coroutine.create(print)}) do
        local message = select(2, pcall(math[name], value))
        local found = message:match("#1 to .math%.(%a+). %(number expected, got .*%)$")
        out[i] = found == name and message:match("got (.*)%)$") or message
    end
    return table.concat(out, " ")
end
local first, different = kinds(names[1]), 0
for _, name in ipairs(names) do if kinds(name) ~= first then different = different + 1 end end
print(first, different) -- expect: string boolean table function FILE* thread	0
for _, name in ipairs({"abs", "floor", "sin", "log", "modf"}) do print(pcall(math[name])) end
-- expect: false	bad argument #1 to 'math.abs' (number expected, got no value)
-- expect: false	bad argument #1 to 'math.floor' (number expected, got no value)
-- expect: false	bad argument #1 to 'math.sin' (number expected, got no value)
-- expect: false	bad argument #1 to 'math.log' (number expected, got no value)
-- expect: false	bad argument #1 to 'math.modf' (number expected, got no value)

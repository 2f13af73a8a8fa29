-- Parameters of collectgarbage must be integers, also where they change nothing visible.
local function try(...)
    local good, message = pcall(collectgarbage, ...)
    print(good, not good and message or type(message))
end
try("step", "x") -- expect: false	bad argument #2 to 'collectgarbage' (number expected, got string)
try("step", 1.5)
-- expect: false	bad argument #2 to 'collectgarbage' (number has no integer representation)
try("generational", 0, {})
-- expect: false	bad argument #3 to 'collectgarbage' (number expected, got table)
try("incremental", 0, 0, true)
-- expect: false	bad argument #4 to 'collectgarbage' (number expected, got boolean)
try("incremental", nil, "100", 8.0) -- expect: true	string
try("setpause", {}) -- expect: false	bad argument #2 to 'collectgarbage' (number expected, got table)
try("collect", {}) -- expect: true	number
try(("x"):rep(60))
-- expect: false	bad argument #1 to 'collectgarbage' (invalid option 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx')

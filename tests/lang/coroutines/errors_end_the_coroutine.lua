-- An error of any value is resume's second result and leaves a dead coroutine.
local function try(e, level)
    local co = coroutine.create(function() error(e, level) end)
    local ok, message = coroutine.resume(co)
    return ok, message, coroutine.status(co), coroutine.resume(co)
end
print(try("text"))
-- expect: false	errors_end_the_coroutine.lua:3: text	dead	false	cannot resume dead coroutine
print(try("text", 0)) -- expect: false	text	dead	false	cannot resume dead coroutine
print(try(42)) -- expect: false	42	dead	false	cannot resume dead coroutine
print(try(nil)) -- expect: false	nil	dead	false	cannot resume dead coroutine
local t = {}
print(select(2, try(t)) == t) -- expect: true
local co = coroutine.create(function()
    local ok, e = pcall(error, "caught", 0)
    coroutine.yield(ok, e)
    local x = nil
    return x.y
end)
print(coroutine.resume(co)) -- expect: true	false	caught
print(coroutine.resume(co))
-- expect: false	errors_end_the_coroutine.lua:18: attempt to index a nil value (local 'x')
print(coroutine.resume(coroutine.create(function() return nil + 1 end)))
-- expect: false	errors_end_the_coroutine.lua:23: attempt to perform arithmetic on a nil value
print(coroutine.resume(coroutine.create(string.rep)))
-- expect: false	bad argument #1 to 'string.rep' (string expected, got no value)

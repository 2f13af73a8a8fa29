-- An error ends a coroutine and comes out of resume; wrap raises it again.
local co = coroutine.create(function() error("inside", 0) end)
print(coroutine.resume(co)) -- expect: false	inside
print(coroutine.status(co), coroutine.resume(co))
-- expect: dead	false	cannot resume dead coroutine
local wrapped = coroutine.wrap(function() error({}) end)
print(pcall(wrapped) == false) -- expect: true
print(pcall(coroutine.wrap(function() error("text", 0) end))) -- expect: false	text
print(pcall(coroutine.wrap(function() -- expect: true
    local ok, e = pcall(function()
        coroutine.yield()
        error("after", 0)
    end)
    return ok, e
end)))
local co2 = coroutine.wrap(function() return pcall(function() return coroutine.yield(1) + 1 end) end)
print(co2()) -- expect: 1
print(co2(41)) -- expect: true	42

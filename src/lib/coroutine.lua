-- coroutine.wrap: a function is wanted, so a closure over the coroutine.

function coroutine.wrap(f)
    local co = coroutine.create(f)
    return function(...) return coroutine_wrap_step(co, ...) end
end

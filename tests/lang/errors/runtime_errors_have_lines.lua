-- The line is that of the operation that failed, also in a long expression.
local function where(f) return select(2, pcall(f)):match(":(%d+):") end
print(where(function() -- expect: 5
    local a = 1
    return a +
        nil
end))
print(where(function() -- expect: 11
    local t = {}
    t.a
        .b = 1
end))
print(where(function() error("x") end)) -- expect: 13
print(where(function() -- expect: 17

    local function inner()
        error("x")
    end
    inner()
end))
print(where(load("\n\n\nerror('x')"))) -- expect: 4

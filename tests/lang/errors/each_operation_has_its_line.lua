-- The line of an error is that of the operator, the call or the access that failed.
local t, x = {}, nil
local function where(f) return select(2, pcall(f)):match(":(%d+):") end
print(where(function()
    local a = 1
        + 2
        + x
        + 3
end)) -- expect: 7
print(where(function()
    print(
        1,
        x.y,
        2)
end)) -- expect: 13
print(where(function()
    t.a
        .b
        .c = 1
end)) -- expect: 18
print(where(function()
    x(
        1,
        2
    )
end)) -- expect: 22
print(where(function()
    t
        :method
        (1)
end)) -- expect: 28
print(where(function()
    local s = "a"
        .. "b"
        .. t
        .. "c"
end)) -- expect: 36
print(where(function()
    return {
        1,
        -t,
    }
end)) -- expect: 41
print(where(function()
    for i = 1,
        "x" do
    end
end)) -- expect: 46
print(where(function()
    if x
        < 1 then
    end
end)) -- expect: 51

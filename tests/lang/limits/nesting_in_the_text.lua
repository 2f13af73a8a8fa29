-- What nests 190 levels deep compiles; far deeper is refused, with the line, at once.
-- torture: 499
local function nested(open, inner, close, depth)
    return open:rep(depth) .. inner .. close:rep(depth)
end
print(load("return " .. nested("(", "7", ")", 180))()) -- expect: 7
print(load("return " .. nested("- ", "7", "", 180))()) -- expect: 7
print(load("return " .. nested("not ", "x", "", 181))()) -- expect: true
local f = load(nested("do ", "y = 5", " end", 180)) f() print(y) -- expect: 5
f = load("z = 0 " .. nested("while z < 1 do ", "z = z + 1", " end", 180)) f() print(z) -- expect: 1
f = load("return " .. nested("function() return ", "9", " end", 90))
for _ = 1, 90 do f = f() end print(f()) -- expect: 9
print(#load("return " .. nested("{", "", "}", 180))()) -- expect: 1
for _, pair in ipairs{{"(", ")"}, {"{", "}"}, {"do ", " end"}, {"function() return ", " end"},
    {"a[", "]"}, {"f(", ")"}, {"- ", ""}, {"1 ^ ", ""}, {"'' .. ", ""}} do
    local text = nested(pair[1], "1", pair[2], 10000)
    if pair[1] ~= "do " then text = "return " .. text end
    local ok, message = load(text, "=deep")
    print(ok, message:match("overflow") or message)
    -- expect: nil	overflow
    -- expect: nil	overflow
    -- expect: nil	overflow
    -- expect: nil	overflow
    -- expect: nil	overflow
    -- expect: nil	overflow
    -- expect: nil	overflow
    -- expect: nil	overflow
    -- expect: nil	overflow
end

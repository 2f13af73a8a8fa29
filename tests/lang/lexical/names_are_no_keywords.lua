-- Names have letters, digits and underscores, and are no keywords; case matters.
local a, A, _, _1, a_b, __index, And, andx, e1, x0x = 1, 2, 3, 4, 5, 6, 7, 8, 9, 10
print(a, A, _, _1, a_b, __index, And, andx, e1, x0x) -- expect: 1	2	3	4	5	6	7	8	9	10
local long = ("n"):rep(300)
print(load("local " .. long .. " = 'long' return " .. long)()) -- expect: long
local keywords = {"and", "break", "do", "else", "elseif", "end", "false", "for", "function", "goto",
    "if", "in", "local", "nil", "not", "or", "repeat", "return", "then", "true", "until", "while"}
local refused = 0
for _, word in ipairs(keywords) do
    if not load("local " .. word .. " = 1") then refused = refused + 1 end
    if not load("return t." .. word) then refused = refused + 1 end
end
print(#keywords, refused) -- expect: 22	44
print(load("local 1a = 1", "=c")) -- expect: nil	c:1: malformed number near '1a'
print(load("local a-b = 1", "=c")) -- expect: nil	c:1: unexpected symbol near '-'
print(load("local \u{e9} = 1", "=c")) -- expect: nil	c:1: <name> expected near '<\195>'
print(({["end"] = 1, ["nil"] = 2})["end"], load("return ({['goto'] = 3})['goto']")()) -- expect: 1	3

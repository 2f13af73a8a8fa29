-- The text so far is wrong or not yet right: a mistake is told as soon as it is certain.
local function try(...)
    local pieces, i = {...}, 0
    local f, message = load(function()
        i = i + 1
        return pieces[i]
    end, "=c")
    print(f and f() or message, i)
end
try("return 1 ", "+ ", "2 ") -- expect: 3	4
try("for i = 1, 2 d", "o end ", "return 'joined' ") -- expect: joined	4
try("return 'a", "b' ") -- expect: ab	3
try("goto out -- jump ", "\n ::out:: return 'there' ") -- expect: there	3
try("return '\\u{48", "}' ") -- expect: H	3
try("x = ", "= 1 ", "never asked") -- expect: c:1: unexpected symbol near '='	2
try("f(a,", ",b) ", "never asked") -- expect: c:1: unexpected symbol near ','	2
try("end\n", "never asked") -- expect: c:1: <eof> expected near 'end'	1
try("return 1\nx ", "never asked") -- expect: c:2: <eof> expected near 'x'	1
try("x = 'abc\n", "never asked") -- expect: c:1: unfinished string near ''abc'	1

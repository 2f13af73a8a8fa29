-- Patterns that try many ways give the right answer.
-- torture: 997
print((("a"):rep(40)):match("a-a-a-a-b")) -- expect: nil
print((("ab"):rep(30)):match(".-.-.-(ba)$")) -- expect: nil
print((("x"):rep(60) .. "y"):match("x*x*x*y"))
-- expect: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxy
print(("aaaaaaaaaaaaaaaaaaaa"):match("^a?a?a?a?a?a?a?a?a?a?aaaaaaaaaaaaaaaaaaaa$"))
-- expect: aaaaaaaaaaaaaaaaaaaa
print(#(("x"):rep(5000) .. "!"):match("^.-(.*)!$")) -- expect: 5000

-- The third argument of gmatch is where it starts; ^ has no special meaning there.
local function all(...)
    local parts = {}
    for m in string.gmatch(...) do parts[#parts + 1] = m end
    return table.concat(parts, "|")
end
print(all("abcabc", "%w", 4), all("abcabc", "bc", 3), all("abcabc", "%w", -2))
-- expect: a|b|c	bc	b|c
print(all("abc", "%w", 0), all("abc", "%w", -100), all("abc", "%w", 4), all("abc", "()", 4))
-- expect: a|b|c	a|b|c		4
print(all("abc", "()", 5), all("abc", "%w", 100), all("abc", "()", -1), all("abc", ".", "2"))
-- expect: 		3|4	b|c
print(all("^a^b", "^%w"), all("aaa", "^a"), all("a^a", "a^"), all("ab", "%w$"), all("$b", "$b"))
-- expect: ^a|^b		a^	b	$b
print(all("abc", "%f[%w]%w", 2) == "", all("a bc", "%f[%w]%w", 2), all("one two", "%w+$"))
-- expect: true	b	two
print(pcall(string.gmatch, "x", "x", "y"))
-- expect: false	bad argument #3 to 'string.gmatch' (number expected, got string)
print(pcall(string.gmatch, "x", "x", 1.5))
-- expect: false	bad argument #3 to 'string.gmatch' (number has no integer representation)
print(pcall(string.gmatch, "x", "x", {}))
-- expect: false	bad argument #3 to 'string.gmatch' (number expected, got table)

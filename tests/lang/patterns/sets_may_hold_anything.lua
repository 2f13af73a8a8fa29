-- Ranges, classes, escapes and odd places of ], ^ and - in a set.
local function all(s, set) return (s:gsub(set, "_")) end
print(all("abcdef", "[b-d]"), all("abcdef", "[d-b]"), all("abcdef", "[a-a]"), all("a-c", "[a-]"))
-- expect: a___ef	abcdef	_bcdef	__c
print(all("a-c", "[-c]"), all("a-z!", "[a%-z]"), all("a^b", "[b^]"), all("a^b", "[^^]"))
-- expect: a__	___!	a__	_^_
print(all("a]b", "[]]"), all("a]b", "[^]]"), all("a]b", "[]a]"), all("a]b", "[%]]"))
-- expect: a_b	_]_	__b	a_b
print(all("a[b", "[[]"), all("a%b", "[%%]"), all("a1 b", "[%a%d]"), all("a1 b", "[^%a%d]"))
-- expect: a_b	a_b	__ _	a1_b
print(all("a.b*c", "[.*]"), all("$(x)", "[$()]"), all("a-b%c", "[%--%%]"), all("+,-./", "[+--]"))
-- expect: a_b_c	__x_	a_b_c	___./
print(all("x\0y", "[\0]"), all("x\0y", "[^\0]") == "_\0_", all("abc", "[\97-\98]"))
-- expect: x_y	true	__c
print(all("\xe4\xf6\xfc", "[\xe0-\xff]"), all("a\u{e9}", "[\x80-\xff]"), all("09AZaz", "[0-9A-Z]"))
-- expect: ___	a__	____az
print(all("a-z", "[%a-z]"), all("5-x", "[%d-]"), all("]-^", "[]^-]"), all("tab\tx", "[%s]"))
-- expect: ___	__x	___	tab_x
print(("key_1 = v"):match("^[%a_][%w_]*"), ("-12.5e3"):match("^[+-]?%d+[.]?%d*"))
-- expect: key_1	-12.5

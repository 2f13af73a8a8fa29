-- .. and ^ group from the right, all other binary operators from the left.
local order
local mt = {}
local function node(s) return setmetatable({s = s}, mt) end
for event, symbol in pairs({add = "+", sub = "-", mul = "*", div = "/", mod = "%", pow = "^",
    idiv = "//", band = "&", bor = "|", bxor = "~", shl = "<<", shr = ">>", concat = ".."}) do
    mt["__" .. event] = function(a, b) return node("(" .. a.s .. symbol .. b.s .. ")") end
end
local a, b, c = node("a"), node("b"), node("c")
print((a + b + c).s, (a - b - c).s, (a * b * c).s, (a / b / c).s, (a % b % c).s, (a // b // c).s)
-- expect: ((a+b)+c)	((a-b)-c)	((a*b)*c)	((a/b)/c)	((a%b)%c)	((a//b)//c)
print((a ^ b ^ c).s, (a .. b .. c).s, (a & b & c).s, (a | b | c).s, (a ~ b ~ c).s)
-- expect: (a^(b^c))	(a..(b..c))	((a&b)&c)	((a|b)|c)	((a~b)~c)
print((a << b << c).s, (a >> b >> c).s, (a << b >> c).s, (a + b - c).s, (a * b / c % a).s)
-- expect: ((a<<b)<<c)	((a>>b)>>c)	((a<<b)>>c)	((a+b)-c)	(((a*b)/c)%a)
print((a + b * c).s, (a * b + c).s, (a .. b + c).s, (a | b ~ c & a << b .. c).s)
-- expect: (a+(b*c))	((a*b)+c)	(a..(b+c))	(a|(b~(c&(a<<(b..c)))))
print((a ^ b * c).s, (a * b ^ c).s, (a // b - c ^ a ^ b).s, (a & b == c) == false)
-- expect: ((a^b)*c)	(a*(b^c))	((a//b)-(c^(a^b)))	true

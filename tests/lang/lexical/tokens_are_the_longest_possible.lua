-- A token takes as many characters as can be; white space matters only between names.
local a,b=5,3
print(a-b,a- -b,a//b,a~=b,a~b,~a,a<<b,a<b,a<=b,a>=b,a==b,1 ..2,a..b)
-- expect: 2	8	1	true	6	-6	40	false	false	true	false	12	53
print(#"x"..a,not(a)==b,-a^2,2^-1,- - -a,not not a) -- expect: 15	false	-25.0	0.5	-5	true
local t={x={y=1},1;2}print(t.x.y,t[1],#t) -- expect: 1	1	2
do local x<const> =1 local y<close> =nil print(x,y)end -- expect: 1	nil
goto done;::skipped::print"never"::done::
print(a--[[]]-b, a
-b) -- expect: 2	2
if a>b then print"no space needed"end -- expect: no space needed
print(load("return 1--2")(), load("return 3- -2")(), load("local x<const>=1"))
-- expect: 1	5	nil	[string "local x<const>=1"]:1: '>' expected near '>='
print(load("return 'a'..'b'..1 ..2")(), load("return 0xAand 1"))
-- expect: ab12	nil	[string "return 0xAand 1"]:1: malformed number near '0xAan'
print((function(...)return...end)(1,2)) -- expect: 1	2

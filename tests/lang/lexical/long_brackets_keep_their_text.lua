-- Long brackets of any level hold a text as it is, without escapes.
print([[plain]], [=[with ]] inside]=], [==[with ]=] and ]]]==], #[===[]===])
-- expect: plain	with ]] inside	with ]=] and ]]	0
print([[\n stays \x41 "as" 'it' is]], #[[\]]) -- expect: \n stays \x41 "as" 'it' is	1
print([[
first newline is dropped]], #[[

]]) -- expect: first newline is dropped	1
print(#[[a
b
c]], [==[
[[nested]]]==]) -- expect: 5	[[nested]]
local t = {[ [[key]] ] = 1, [ [=[k]=] ] = 2}
print(t.key, t["k"], t[ [[key]] ]) -- expect: 1	2	1
print([=[[[x]]]=], [[[x]], #[==[]]]==]) -- expect: [[x]]	[x	2
print(("[%s]"):format([=[
]=])) -- expect: []
print(load("return [=[a ]] ]==]]=]")()) -- expect: a ]] ]==]
print(load("return [[ab\0cd]]")() == "ab\0cd") -- expect: true

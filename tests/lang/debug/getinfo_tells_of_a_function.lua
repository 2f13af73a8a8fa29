-- getinfo of a function tells where it was written and what it takes.
local function f(a, b, ...)
    return a, b
end
local i = debug.getinfo(f)
print(i.source, i.short_src, i.what, i.linedefined, i.lastlinedefined)
-- expect: @getinfo_tells_of_a_function.lua	getinfo_tells_of_a_function.lua	Lua	2	4
print(i.nparams, i.isvararg, i.nups, i.func == f, i.currentline, i.istailcall)
-- expect: 2	true	0	true	-1	false
print(i.name, i.namewhat, i.activelines) -- expect: nil		nil
local n = debug.getinfo(print)
print(n.source, n.short_src, n.what, n.linedefined, n.lastlinedefined, n.currentline)
-- expect: =[C]	[C]	C	-1	-1	-1
print(n.nparams, n.isvararg, n.nups, n.func == print, n.namewhat) -- expect: 0	true	0	true	
local c = debug.getinfo(load("return 1", "return 1"), "S")
print(c.source, c.short_src, c.what, c.linedefined, c.lastlinedefined)
-- expect: return 1	[string "return 1"]	main	0	0
print(debug.getinfo(load("x = 1\ny = 2", "line one\nline two"), "S").short_src)
-- expect: [string "line one..."]
print(debug.getinfo(load("x = 1", "=name"), "S").short_src) -- expect: name
print(debug.getinfo(load("x = 1", "@" .. ("d/"):rep(50) .. "file"), "S").short_src)
-- expect: ...d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/file

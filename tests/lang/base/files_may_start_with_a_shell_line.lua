-- A byte order mark and a first line with # are skipped; line numbers still count it.
local function run(text)
    local file = assert(io.open("chunk.lua", "wb"))
    file:write(text)
    file:close()
    return pcall(dofile, "chunk.lua")
end
print(run("#!/usr/bin/env lua\nreturn 'second line'")) -- expect: true	second line
print(run("# a comment\nerror('line')")) -- expect: false	chunk.lua:2: line
print(run("#\n#\nreturn 1")) -- expect: false	chunk.lua:2: unexpected symbol near '#'
print(run("# all there is")) -- expect: true
print(run("\xEF\xBB\xBFreturn 'after the mark'")) -- expect: true	after the mark
print(run("\xEF\xBB\xBF# both\nreturn 'after both'")) -- expect: true	after both
print(run("\xEF\xBB")) -- expect: false	chunk.lua:1: unexpected symbol near '<\239>'
print(run(" #no\nreturn 1")) -- expect: false	chunk.lua:1: unexpected symbol near '#'
print(load("# not in a string"))
-- expect: nil	[string "# not in a string"]:1: unexpected symbol near '#'
print(run("return 1 -- no newline at the end")) -- expect: true	1
print(run("local a = 1\r\nlocal b = 2\r\nerror('third')")) -- expect: false	chunk.lua:3: third

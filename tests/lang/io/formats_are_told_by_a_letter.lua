-- A format may start with a star, and only its first letter counts.
local f = io.tmpfile()
f:write("1 2\nline\nlast")
local function at_start(...)
    f:seek("set")
    return f:read(...)
end
print(at_start("*n", "*n", "*l", "*L"))
-- expect: 1	2		line
-- expect:
print(at_start("number", "*line", "Long", "all"))
-- expect: 1	 2	line
-- expect: 	last
print(at_start("nonsense", "later", "*any"))
-- expect: 1	 2	line
-- expect: last
print(pcall(at_start, "**n"))
-- expect: false	formats_are_told_by_a_letter.lua:6: bad argument #1 to 'read' (invalid format)
print(pcall(at_start, "*"))
-- expect: false	formats_are_told_by_a_letter.lua:6: bad argument #1 to 'read' (invalid format)
print(pcall(at_start, ""))
-- expect: false	formats_are_told_by_a_letter.lua:6: bad argument #1 to 'read' (invalid format)
print(pcall(at_start, "*5"))
-- expect: false	formats_are_told_by_a_letter.lua:6: bad argument #1 to 'read' (invalid format)
print(pcall(at_start, "5"))
-- expect: false	formats_are_told_by_a_letter.lua:6: bad argument #1 to 'read' (invalid format)
print(pcall(at_start, "N"))
-- expect: false	formats_are_told_by_a_letter.lua:6: bad argument #1 to 'read' (invalid format)
print(pcall(at_start, "l", "?"))
-- expect: false	formats_are_told_by_a_letter.lua:6: bad argument #2 to 'read' (invalid format)
print((f:read("a"):gsub("\n", ";"))) -- expect: line;last

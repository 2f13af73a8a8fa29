-- read gives one result for each format, up to the first that fails.
local function file(text)
    local f = io.tmpfile()
    f:write(text)
    f:seek("set")
    return f
end
print(file("12 word\nnext\nrest\nof it"):read("n", "l", "L", "a"))
-- expect: 12	 word	next
-- expect: 	rest
-- expect: of it
print(file("1 2 3 x"):read("n", "n", "n", "n", "a")) -- expect: 1	2	3	nil
print(file("a\nb"):read("l", "l", "l", "l")) -- expect: a	b	nil
print(file("abc"):read(1, 1, 1, 1, 1)) -- expect: a	b	c	nil
print(file("abc"):read(2, 0, 2, 0)) -- expect: ab		c	nil
print(file(""):read("a", "a", "l", "a")) -- expect: 		nil
print(file("5"):read("n", "l")) -- expect: 5	nil
print(file("5\n"):read("n", "l", "l")) -- expect: 5		nil
print(select("#", file(""):read("l", "l", "l")), select("#", file("x\ny"):read("l", "l")))
-- expect: 1	2
print(file("one\ntwo"):read()) -- expect: one
print(file("7,8"):read("n", 1, "n")) -- expect: 7	,	8

-- Each form of line end becomes one newline in a long string.
local function show(s) return (s:gsub("[\r\n]", {["\r"] = "R", ["\n"] = "N"})) end
for _, eol in ipairs({"\n", "\r", "\r\n", "\n\r"}) do
    local text = "return [[" .. eol .. "a" .. eol .. "b" .. eol .. eol .. "c]]"
    print(show(eol), show(load(text)()))
    -- expect: N	aNbNNc
    -- expect: R	aNbNNc
    -- expect: RN	aNbNNc
    -- expect: NR	aNbNNc
end
print(show(load("return [[\n\n\r\r\r\nx]]")())) -- expect: NNNx
print(show(load("return '\\\r\n' .. '\\\n\r' .. '\\\r' .. '\\\n'")())) -- expect: NNNN
print(show(load("return 'a\\z \r\n\t \n b'")())) -- expect: ab
print(show("\r\n"), show(load("return '\\r\\n'")())) -- expect: RN	RN
for _, eol in ipairs({"\r", "\r\n", "\n\r"}) do
    print(load("x = 1" .. eol .. "-- c" .. eol .. eol .. "y = = 2", "=c"))
    -- expect: nil	c:4: unexpected symbol near '='
    -- expect: nil	c:4: unexpected symbol near '='
    -- expect: nil	c:4: unexpected symbol near '='
end

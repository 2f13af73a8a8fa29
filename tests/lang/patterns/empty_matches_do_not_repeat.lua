-- An empty match right behind the last one is not taken; the walk always goes on.
print(("abc"):gsub("%w*", "x"), ("abc"):gsub("%w-", "x"), ("a b"):gsub("%w*", "x"))
-- expect: x	xaxbxcx	x x	2
print((""):gsub("", "x"), (""):gsub(".*", "x"), ("a"):gsub(".*", "x"), ("a"):gsub(".-", "x"))
-- expect: x	x	x	xax	2
print(("a,b,,c,"):gsub("[^,]*", "<%0>"), (",,"):gsub(",*", "x")) -- expect: <a>,<b>,<>,<c>,<>	x	1
print(("hello world"):gsub("o*", "0"), ("abc"):gsub("b*", "_"), ("bab"):gsub("b*", "_"))
-- expect: 0h0e0l0l0 0w0r0l0d0	_a_c_	_a_	2
local function all(s, pattern)
    local parts = {}
    for m in s:gmatch(pattern) do parts[#parts + 1] = "<" .. m .. ">" end
    return table.concat(parts)
end
print(all("abc", "%w*"), all("abc", "%w-"), all("", "x*"), all("a,b,,c", "[^,]*"))
-- expect: <abc>	<><><><>	<>	<a><b><><c>
print(all("abc", "()"), all("abcd", "..?"), all("aXbX", "(.-)X"), all("  x ", "%s*"))
-- expect: <1><2><3><4>	<ab><cd>	<a><b>	<  >< >

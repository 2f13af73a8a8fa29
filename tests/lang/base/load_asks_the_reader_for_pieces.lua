-- A reader function is called until it gives nil, nothing or an empty string.
local function reader(...)
    local pieces, i = {...}, 0
    return function(...)
        i = i + 1
        if select("#", ...) > 0 then error("an argument") end
        return pieces[i]
    end, function() return i end
end
local read, count = reader("return ", "'split ", "text'", nil)
print(load(read)(), count()) -- expect: split text	4
read, count = reader("retu", "rn 1", "0", "", "0")
print(load(read)(), count()) -- expect: 10	4
print(load(function() end)()) -- expect:
print(load((reader("x =", " = 1")), "=r")) -- expect: nil	r:1: unexpected symbol near '='
print(load((reader("return ...")), "=r")(1, 2)) -- expect: 1	2
print(load((reader("return v")), "=r", "t", {v = "env"})()) -- expect: env
print(load((reader("return 1")), "=r", "b"))
-- expect: nil	attempt to load a text chunk (mode is 'b')
print(select(2, load((reader("x y"))))) -- expect: (load):1: syntax error near 'y'
local text, at = "return 'by' .. 'bytes'", 0
print(load(function() at = at + 1 return text:sub(at, at) end)(), at, #text)
-- expect: bybytes	23	22

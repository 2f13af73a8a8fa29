-- An unknown option, or a size out of its limits, is an error of all three functions.
local function try(f)
    local ok, message = pcall(string.pack, f, 1)
    print(f, ok, message, select(2, pcall(string.packsize, f)) == message,
          select(2, pcall(string.unpack, f, ("x"):rep(20))) == message)
end
try("q") -- expect: q	false	invalid format option 'q'	true	true
try("i0") -- expect: i0	false	integral size (0) out of limits [1,16]	true	true
try("i17") -- expect: i17	false	integral size (17) out of limits [1,16]	true	true
try("I99") -- expect: I99	false	integral size (99) out of limits [1,16]	true	true
try("s0") -- expect: s0	false	integral size (0) out of limits [1,16]	true	true
try("s17") -- expect: s17	false	integral size (17) out of limits [1,16]	true	true
try("!17") -- expect: !17	false	integral size (17) out of limits [1,16]	true	true
try("c") -- expect: c	false	missing size for format option 'c'	true	true
try("4") -- expect: 4	false	invalid format option '4'	true	true
try("i-1") -- expect: i-1	false	invalid format option '-'	true	true
try("y4") -- expect: y4	false	invalid format option 'y'	true	true
try("#") -- expect: #	false	invalid format option '#'	true	true
print(pcall(string.pack, "i4 q", 1)) -- expect: false	invalid format option 'q'
print(pcall(string.pack, nil))
-- expect: false	bad argument #1 to 'string.pack' (string expected, got nil)
print(pcall(string.unpack, {}, ""))
-- expect: false	bad argument #1 to 'string.unpack' (string expected, got table)
print(pcall(string.unpack, "b"))
-- expect: false	bad argument #2 to 'string.unpack' (string expected, got no value)
print((select(2, pcall(function() string.pack("i4") end)):match("^.-:%d+: bad argument #2")))
-- expect: wrong_formats_are_errors.lua:26: bad argument #2

-- Matching, replacing and iterating work on subjects of any length.
-- torture: 4999
local text = ("word "):rep(60000)
print(select(2, text:gsub("%a+", "x"))) -- expect: 60000
print(#text:gsub("%s", "\n\n")) -- expect: 360000
print((text .. "end"):match("(%a+)$")) -- expect: end
print(text:find("absent%.")) -- expect: nil
print(#(("a"):rep(500000)):match("^(a*)$")) -- expect: 500000
print((("a"):rep(200000) .. "b"):find("a*b")) -- expect: 1	200001
print(#text:gsub("%a+", function(w) return #w == 4 and "12" or nil end)) -- expect: 180000

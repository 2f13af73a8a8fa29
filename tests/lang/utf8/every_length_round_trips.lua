-- Encoding a code and decoding it again gives the same code.
-- torture: 199
local checked, wrong = 0, 0
local function check(code)
    local text = utf8.char(code)
    checked = checked + 1
    if utf8.codepoint(text, 1, 1, true) ~= code or utf8.len(text, 1, -1, true) ~= 1
        or utf8.offset(text, 2) ~= #text + 1 then wrong = wrong + 1 end
end
for code = 0, 300 do check(code) end
for bit = 0, 30 do
    for delta = -2, 2 do
        local code = (1 << bit) + delta
        if code >= 0 then check(code) end
    end
end
for code = 0, 0x10FFFF, 997 do check(code) end
for code = 0x7FFFFFF0, 0x7FFFFFFF do check(code) end
print(checked, wrong) -- expect: 1589	0

-- Only the letters of the manual are conversions; the message shows the whole specification.
local function try(...) print((select(2, pcall(string.format, ...)))) end
local bad = {}
for i = 32, 126 do
    local c = string.char(i)
    if not pcall(string.format, "%" .. c .. (c:find("[-+ #0-9.]") and "!" or ""), 1) then
        bad[#bad + 1] = c
    end
end
print(#bad, (table.concat(bad):gsub("[^%a%%]", "")))
-- expect: 77	BCDFHIJKLMNOPQRSTUVWYZbhjklmnrtvwyz
try("%y", 1) -- expect: invalid conversion '%y' to 'format'
try("%", 1) -- expect: invalid conversion '%' to 'format'
try("%5", 1) -- expect: invalid conversion '%5' to 'format'
try("%-+ #0", 1) -- expect: invalid conversion '%-+ #0' to 'format'
try("%ld", 1) -- expect: invalid conversion '%l' to 'format'
try("%5%", 1) -- expect: invalid conversion '%5%' to 'format'
try("100%") -- expect: bad argument #2 to 'string.format' (no value)
try("%d %z", 1, 2) -- expect: invalid conversion '%z' to 'format'
try("% ", 1) -- expect: invalid conversion '% ' to 'format'
print((select(2, pcall(function() return ("%y"):format(1) end)):match("%d+: .*")))
-- expect: 21: invalid conversion '%y' to 'format'

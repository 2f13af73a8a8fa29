-- Library functions show as all functions do, each in a way of its own.
local shown = {}
for _, f in ipairs{print, assert, pcall, string.rep, table.sort, coroutine.wrap, math.sin} do
    local text = tostring(f)
    assert(text:match("^function: 0x%x+$") and text == "function: " .. ("%p"):format(f), text)
    assert(not shown[text] and text == tostring(f))
    shown[text] = true
end
print(tostring(print) == tostring(_G.print), tostring(print) ~= tostring(function() end))
-- expect: true	true
-- Programs look for this word to tell implementations apart.
print(tostring(assert):match("builtin")) -- expect: nil

-- A pattern may have any number of items; only captures and choices are limited.
local text = ("ab1 "):rep(60)
print(text:find(("%a%a%d%s"):rep(50))) -- expect: 1	200
print(text:find(("[a-c]b%d "):rep(60) .. "$")) -- expect: 1	240
print(text:find("^" .. ("ab1 "):rep(59) .. "(.*)$")) -- expect: 1	240	ab1 
print(text:match(("%w+%s"):rep(40) .. "()")) -- expect: 161
print(text:find(("%a%a%d%s"):rep(61))) -- expect: nil
print((text:gsub(("[^%d]+1"):rep(30), "<>"))) -- expect: <><> 
print(pcall(string.find, text, ("%w+%s"):rep(40) .. "[")) 
-- expect: false	malformed pattern (missing ']')
for word in text:gmatch(("ab1%s"):rep(20)) do io.write(#word, " ") end
print() -- expect: 80 80 80 

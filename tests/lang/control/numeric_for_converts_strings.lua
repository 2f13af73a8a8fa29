-- Numerals in strings are converted in a numeric for.
for i = 1, "3" do io.write(tostring(i), " ") end
print() -- expect: 1 2 3 
for i = "1", 2 do io.write(tostring(i), " ") end
print() -- expect: 1.0 2.0 
for i = 1, "2.5", "1" do io.write(tostring(i), " ") end
print() -- expect: 1.0 2.0 
print(pcall(function() for i = 1, "x" do end end))
-- expect: false	numeric_for_converts_strings.lua:8: bad 'for' limit (number expected, got string)
print(pcall(function() for i = 1, "x", 0 do end end))
-- expect: false	numeric_for_converts_strings.lua:10: 'for' step is zero

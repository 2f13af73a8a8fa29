-- A step of zero is an error, for integers and floats, before the first pass.
local passes = 0
local function message(f) return (select(2, pcall(f)):gsub("^.-:%d+: ", "")) end
print(message(function() for i = 1, 10, 0 do passes = passes + 1 end end))
-- expect: 'for' step is zero
print(message(function() for i = 1, 0, 0 do passes = passes + 1 end end))
-- expect: 'for' step is zero
print(message(function() for i = 1.5, 10, 0 do passes = passes + 1 end end))
-- expect: 'for' step is zero
print(message(function() for i = 1, 10, 0.0 do passes = passes + 1 end end))
-- expect: 'for' step is zero
print(message(function() for i = 1, 10, -0.0 do passes = passes + 1 end end))
-- expect: 'for' step is zero
print(message(function() local step = 1 - 1 for i = 1, 2, step do passes = passes + 1 end end))
-- expect: 'for' step is zero
print(passes) -- expect: 0
for i = 1, 1, 5e-324 do passes = passes + 1 if passes == 3 then break end end
print(passes) -- expect: 3

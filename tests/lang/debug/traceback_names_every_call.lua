-- A traceback has a line for each call, with the best name for its function.
local function inner() return (debug.traceback("message")) end
local t = {}
function t.field() local s = inner() return s end
function t:method() local s = self.field() return s end
function global_function() local s = t:method() return s end
local function tail() return inner() end
print((global_function():gsub("%s+%[C%].*$", "")))
print((tail():gsub("\n[^\n]*main chunk.*", "")))
print((select(2, pcall(debug.traceback, "in pcall")):gsub("\n[^\n]*main chunk.*", "")))
local s
table.sort({2, 1}, function(a, b) s = debug.traceback("sort") return a < b end)
print((s:gsub("\n[^\n]*main chunk.*", "")))
string.gsub("x", "x", function() s = debug.traceback("gsub") end)
print((s:gsub("\n[^\n]*main chunk.*", "")))
print((debug.traceback("skipped", 100)))
print(debug.traceback(12) == 12, debug.traceback({}) ~= nil, type(debug.traceback(print)))
print(debug.traceback(nil, 0) == debug.traceback("", 0))
-- expect: message
-- expect: stack traceback:
-- expect: 	traceback_names_every_call.lua:2: in upvalue 'inner'
-- expect: 	traceback_names_every_call.lua:4: in field 'field'
-- expect: 	traceback_names_every_call.lua:5: in method 'method'
-- expect: 	traceback_names_every_call.lua:6: in function 'global_function'
-- expect: 	traceback_names_every_call.lua:8: in main chunk
-- expect: message
-- expect: stack traceback:
-- expect: 	traceback_names_every_call.lua:2: in function <traceback_names_every_call.lua:2>
-- expect: 	(...tail calls...)
-- expect: in pcall
-- expect: stack traceback:
-- expect: 	[C]: in function 'pcall'
-- expect: sort
-- expect: stack traceback:
-- expect: 	traceback_names_every_call.lua:12: in function <traceback_names_every_call.lua:12>
-- expect: 	[C]: in function 'table.sort'
-- expect: gsub
-- expect: stack traceback:
-- expect: 	traceback_names_every_call.lua:14: in function <traceback_names_every_call.lua:14>
-- expect: 	[C]: in function 'string.gsub'
-- expect: skipped
-- expect: stack traceback:
-- expect: false	true	function
-- expect: false

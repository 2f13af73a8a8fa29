-- __tostring gives the text; else __name stands where the type's name would.
local function of(mt) return setmetatable({}, mt) end
print(tostring(of({__tostring = function(...) return "arguments: " .. select("#", ...) end})))
-- expect: arguments: 1
print(tostring(of({__tostring = function() return 12 end})), tostring(of({__tostring = function()
    return 1.0
end}))) -- expect: 12	1.0
print(tostring(of({__tostring = setmetatable({}, {__call = function() return "callable" end})})))
-- expect: callable
print((tostring(of({__name = "Some.Type"})):gsub("0x%x+", "ADDRESS"))) -- expect: Some.Type: ADDRESS
print((tostring(of({__name = 42})):gsub("0x%x+", "ADDRESS"))) -- expect: table: ADDRESS
print((tostring(of({__name = ""})):gsub("0x%x+", "ADDRESS"))) -- expect: : ADDRESS
print(tostring(of({__tostring = function() return "both" end, __name = "Name"}))) -- expect: both
print(pcall(tostring, of({__tostring = function() return nil end})))
-- expect: false	'__tostring' must return a string
print(pcall(tostring, of({__tostring = function() return true end})))
-- expect: false	'__tostring' must return a string
print(pcall(tostring, of({__tostring = "no function"})))
-- expect: false	attempt to call a string value
print(pcall(tostring, of({__tostring = function() error("failed", 0) end}))) -- expect: false	failed
print(tostring(of({__index = {__tostring = function() return "not asked" end}})):match("^table"))
-- expect: table
print(pcall(string.rep, of({__name = "Thing"})))
-- expect: false	bad argument #1 to 'string.rep' (string expected, got Thing)
local function say(f) print((select(2, pcall(f)):match("%d+: .*"))) end
say(function() return of({__name = "Thing"}) + 1 end)
-- expect: 26: attempt to perform arithmetic on a Thing value
say(function() return of({__name = "A"}) < of({__name = "B"}) end)
-- expect: 28: attempt to compare A with B
say(function() return of({__name = "A"}).x.y end)
-- expect: 30: attempt to index a nil value (field 'x')

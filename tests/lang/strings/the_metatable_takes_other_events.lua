-- Events that strings do not have by themselves can be added to their metatable.
local mt = getmetatable("")
mt.__call = function(s, ...) return s .. " called with " .. select("#", ...) end
print(("f")(1, 2)) -- expect: f called with 2
mt.__lt = function(a, b) return "lt " .. tostring(a) .. " " .. tostring(b) == "lt 1 x" end
mt.__le = function(a, b) return tostring(a) <= tostring(b) end
print(1 < "x", "x" < 1, 1 <= "1", "b" < "a") -- expect: true	false	true	false
mt.__concat = function(a, b) return "joined" end
print("a" .. {}, {} .. "b", "a" .. "b", 1 .. "b") -- expect: joined	joined	ab	1b
mt.__newindex = function(s, k, v) print("set", s, k, v) end
local s = "text"
s.field = "value" -- expect: set	text	field	value
mt.__len, mt.__eq = function() return 99 end, function() return true end
print(#"abc", "a" == "b") -- expect: 3	false
mt.__close = function(v) print("closing", v) end
do local c <close> = "a string" end -- expect: closing	a string
mt.__pairs = function(v) return string.gmatch(v, "().") end
local n = 0
for at in pairs("abc") do n = n + at end
print(n) -- expect: 6
mt.__tostring = function(v) return "<" .. #v .. ">" end
print(tostring("abc"), "abc") -- expect: <3>	<3>
mt.__tostring, mt.__metatable = nil, "protected"
print(getmetatable("x")) -- expect: protected

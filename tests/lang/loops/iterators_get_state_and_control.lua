-- The iterator gets the state and the last first value; nil ends the loop.
local log = {}
local function iterator(state, control, ...)
    log[#log + 1] = tostring(state) .. ":" .. tostring(control) .. ":" .. select("#", ...)
    if control < 3 then return control + 1, "v" .. control, nil, "extra" end
end
for i, v, none, extra, more in iterator, "s", 0 do
    log[#log + 1] = i .. v .. tostring(none) .. extra .. tostring(more)
    i = 100
end
print(table.concat(log, " "))
-- expect: s:0:0 1v0nilextranil s:1:0 2v1nilextranil s:2:0 3v2nilextranil s:3:0
for v in function(s, c) return c == nil and "once" or nil end do print(v) end -- expect: once
for v in function() return false end do print(v) break end -- expect: false
local n = 0
for _ in function() n = n + 1 if n < 4 then return n end end, "a", "b", nil, "dropped" do end
print(n) -- expect: 4
local function values(...) local t, i = {...}, 0 return function() i = i + 1 return t[i] end end
for v in values("x", "y", nil, "z") do io.write(v, " ") end
print("end") -- expect: x y end

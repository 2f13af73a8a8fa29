-- Bitwise events are asked if an operand is no number that converts to an integer.
local mt = {}
local function message(f) return select(2, pcall(f)):match("[an]%l+ .*") end
local function show(v) return type(v) == "table" and "t" or tostring(v) end
for _, e in ipairs({"band", "bor", "bxor", "shl", "shr", "bnot"}) do
    mt["__" .. e] = function(a, b) return e .. " " .. show(a) .. " " .. show(b) end
end
local t = setmetatable({}, mt)
print(t & 1, 1 & t, t | 1.5, "x" | t, t ~ t, ~t)
-- expect: band t 1	band 1 t	bor t 1.5	bor x t	bxor t t	bnot t t
print(t << 1, 1 << t, t >> 1, 1 >> t, t << t, nil >> t)
-- expect: shl t 1	shl 1 t	shr t 1	shr 1 t	shl t t	shr nil t
print(message(function() return 1.5 & 1 end)) -- expect: number has no integer representation
print(message(function() return {} & 1 end))
-- expect: attempt to perform bitwise operation on a table value
print(7 & 3, 7.0 | 8, 2^53 ~ 0) -- expect: 3	15	9007199254740992
mt.__band = nil
print(message(function() return t & 1 end))
-- expect: attempt to perform bitwise operation on a table value (upvalue 't')
print(message(function() return 1.5 & t end))
-- expect: attempt to perform bitwise operation on a table value (upvalue 't')
print(t | 1 & 1, (t | 1) .. "!", ~t .. "") -- expect: bor t 1	bor t 1!	bnot t t

-- A float operand must be integral and in range.
local function try(f, ...) local ok, v = pcall(f, ...) return ok and v or "error" end
local function bor(a, b) return a | b end
print(try(bor, 1.0, 2), try(bor, 1, 2.0), try(bor, -0.0, 0), try(bor, 1e15, 0), try(bor, 2^53, 1))
-- expect: 3	3	0	1000000000000000	9007199254740993
print(try(bor, -2^63, 0), try(bor, 2^63, 0), try(bor, 2^63 - 1024, 0), try(bor, -2^63 - 2048, 0))
-- expect: -9223372036854775808	error	9223372036854774784	error
print(try(bor, 1.5, 0), try(bor, 0, 0.1), try(bor, 1 / 0, 0), try(bor, 0 / 0, 0))
-- expect: error	error	error	error
print(try(function(a) return ~a end, 3.0), try(function(a) return ~a end, 3.5)) -- expect: -4	error
print(try(function(a) return a << 1.5 end, 1), try(function(a) return a >> -1.0 end, 1))
-- expect: error	2
print(try(function(a) return a & 0xff end, 257.0), try(function(a) return 0xff & a end, 2^70))
-- expect: 1	error
print(math.type(2.0 & 3), math.type(1.0 << 1), math.type(~1.0), 2.0 | 0 == 2)
-- expect: integer	integer	integer	true
print(try(bor, 9007199254740993.0, 0), try(bor, "1", 0), try(bor, 1, {}))
-- expect: 9007199254740992	error	error

-- Arithmetic takes numeral strings; the subtype is that of the numeral.
local function show(v) return math.type(v) .. " " .. v end
print(show("10" + 5), show("10.0" + 5), show("1e1" + 5), show("0x10" + 0), show("0x1p4" * 1))
-- expect: integer 15	float 15.0	float 15.0	integer 16	float 16.0
print(show(" 7 " * 2), show("\t-3\n" - 0), show("+4" + 0), show("-0" + 0), show("-0.0" + 0))
-- expect: integer 14	integer -3	integer 4	integer 0	float 0.0
print(show("9" // "2"), show("9" % "4"), show("9" / "3"), show("2" ^ "3"), show(-"8"), show(-"8.0"))
-- expect: integer 4	integer 1	float 3.0	float 8.0	integer -8	float -8.0
print(show("9223372036854775807" + 0), show("9223372036854775808" + 0))
-- expect: integer 9223372036854775807	float 9.2233720368548e+18
print(show("0xffffffffffffffff" + 0), show("0x1ffffffffffffffff" + 0))
-- expect: integer -1	integer -1
print(show("9223372036854775807" + 1), show(math.mininteger - "1"))
-- expect: integer -9223372036854775808	integer 9223372036854775807
for _, s in ipairs({"1 0", "", "1e", "inf", "0x"}) do
    io.write(" ", tostring(pcall(function() return s + 0 end)))
end
print("") -- expect:  false false false false false
print("10" == 10, "10" < "9", 10 < 9) -- expect: false	true	false

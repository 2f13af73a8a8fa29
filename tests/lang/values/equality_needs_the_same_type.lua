-- Values of different types are never equal; no conversion takes place.
print(0 == "0", 1 == "1", "" == nil, 0 == false, 0 == nil) -- expect: false	false	false	false	false
print(1 == true, "true" == true, {} == "table", print == "print") -- expect: false	false	false	false
print(1 == 1.0, -0.0 == 0.0, "a" == 'a', "a" == "a\0") -- expect: true	true	true	false
local t = {["1"] = "string", [1] = "number"}
print(t["1"], t[1], t[1.0], t["1.0"]) -- expect: string	number	number	nil
print("10" + 0 == 10, "10" == tostring(10), 10 .. "" == "10") -- expect: true	true	true
print(1 ~= "1", not (1 == "1"), nil ~= false) -- expect: true	true	true
print(rawequal(1, 1.0), rawequal("x", "x"), rawequal({}, {})) -- expect: true	true	false

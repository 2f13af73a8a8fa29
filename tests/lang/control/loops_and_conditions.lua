-- while, repeat and if; only nil and false are false.
local n, out = 0, {}
while n < 3 do n = n + 1 out[n] = n end
repeat local last = table.remove(out) until last == 1
print(n, #out) -- expect: 3	0
for _, v in ipairs({0, "", "false", {}, 0.0}) do assert(v) end
print(nil == false, not nil, not 0, nil and 1, false or nil, 1 and 2, nil or "default")
-- expect: false	true	false	nil	nil	2	default
local function pick(x)
    if x == 1 then return "one"
    elseif x == 2 then return "two"
    elseif not x then return "none"
    else return "many" end
end
print(pick(1), pick(2), pick(), pick(9)) -- expect: one	two	none	many
local function value(v) n = n + 1 return v end
print(value(false) and value(1), n, value(1) or value(2), n) -- expect: false	4	1	5
print(1 and nil or "fallback", (nil or false) == false) -- expect: fallback	true

-- The first true condition decides; conditions after it are not evaluated.
local log = {}
local function c(name, v) log[#log + 1] = name return v end
local function choose(a, b, d)
    if c("a", a) then return "first"
    elseif c("b", b) then return "second"
    elseif c("d", d) then return "third"
    else return "else" end
end
print(choose(1), choose(nil, 1), choose(false, nil, 0), choose()) -- expect: first	second	third	else
print(table.concat(log)) -- expect: aababdabd
local function grade(n)
    if n >= 90 then return "A" elseif n >= 80 then return "B" elseif n >= 70 then return "C" end
    return "F"
end
print(grade(95), grade(80), grade(79.9), grade(0)) -- expect: A	B	C	F
if nil then error("never") elseif false then error("never") end
if "" then if 0 then if {} then print("all true") end end end -- expect: all true
local x = 5
if x then local x = "inner" print(x) else print(x) end -- expect: inner
if not x then elseif x == 5 then print(x) end -- expect: 5
local long = {}
for i = 1, 60 do
    long[i] = (i == 1 and "if" or "elseif") .. " n == " .. i .. " then return " .. i * i
end
local f = load("local n = ... " .. table.concat(long, " ") .. " else return 'none' end")
print(f(1), f(60), f(61), f(30.0)) -- expect: 1	3600	none	900

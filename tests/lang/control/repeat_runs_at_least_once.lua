-- repeat tests after each pass, with the locals of the body in sight.
local n = 0
repeat n = n + 1 until true
print(n) -- expect: 1
repeat local x = n * 2; n = n + 1 until x >= 6
print(n) -- expect: 4
local i = 10
repeat
    i = i - 1
    if i == 7 then break end
until i == 0
print(i) -- expect: 7
local log = {}
repeat
    local a <close> = setmetatable({}, {__close = function() log[#log + 1] = "closed " .. i end})
    i = i + 1
    log[#log + 1] = "body " .. i
until i == 9 and a
print(table.concat(log, ", ")) -- expect: body 8, closed 8, body 9, closed 9
local function f() repeat return "from inside" until error("never") end
print(f()) -- expect: from inside
repeat local ok = pcall(error) until not ok
repeat do local n = 5 end until n == 4
print(n) -- expect: 4

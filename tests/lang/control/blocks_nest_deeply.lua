-- Blocks, loops and functions nest; each level has its own variables.
local function count(depth)
    local n = 0
    for a = 1, depth do
        for b = a, depth do
            local c = b
            while c <= depth do
                repeat
                    do if true then n = n + 1 end end
                until true
                c = c + 1
            end
        end
    end
    return n
end
print(count(1), count(3), count(5)) -- expect: 1	10	35
local text = "return "
for i = 1, 40 do text = text .. "(function(a) return a + " end
text = text .. "0" .. (" end)(1)"):rep(40)
print(load(text)()) -- expect: 40
local blocks = ("do local x = (x or 0) + 1 "):rep(50) .. "return x " .. ("end "):rep(50)
print(load("local x " .. blocks)()) -- expect: 50
local ifs = ("if n > 0 then n = n - 1 "):rep(60) .. ("end "):rep(60)
print(load("local n = 25 " .. ifs .. "return n")()) -- expect: 0

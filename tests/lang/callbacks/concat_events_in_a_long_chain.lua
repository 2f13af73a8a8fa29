-- Concatenation asks __concat from the right to the left; each call may run long.
-- (Lua 5.4.4 goes wrong when its stack moves within a chain: let it grow before.)
local room, log, rounds = {table.unpack({}, 1, 200)}, {}, 0
local mt = {}
local function S(text) return setmetatable({text = text}, mt) end
mt.__concat = function(a, b)
    local x = type(a) == "table" and a.text or a
    local y = type(b) == "table" and b.text or b
    local out = {}
    for c in (x .. y):gmatch(".") do
        rounds = rounds + 1
        out[#out + 1] = c
    end
    log[#log + 1] = #out
    return S(table.concat(out))
end
local a, b = S("A"), S("B")
local r = "p" .. a .. "q" .. 1 .. "r" .. b .. 2.5 .. "s"
print(r.text, rounds, table.concat(log, " ")) -- expect: pAq1rB2.5s	45	5 6 7 8 9 10
local r2 = 1 .. "x" .. a
print(r2.text, ("x" .. "y" .. 1 .. a .. a .. "z" .. 0).text, rounds) -- expect: 1xA	xy1AAz0	75
mt.__concat = function(a, b)
    local n = 0
    for i = 1, 30 do n = n + i end
    return (type(a) == "table" and a.text or a) .. "|" .. (type(b) == "table" and b.text or b)
end
print("1" .. "2" .. a .. "3" .. "4" .. b .. "5" .. "6") -- expect: 12A|34B|56
print(a .. b .. a, a .. 1, 1 .. a) -- expect: A|B|A	A|1	1|A
mt.__concat = function(a, b)
    local ok, e = pcall(error, rounds, 0)
    for i = 1, 30 do e = e + i end
    return pcall(error) and "" or "<" .. e .. ">"
end
print(a .. b, "x" .. a, b .. 1.5) -- expect: <540>	<540>	<540>
print(pcall(function() return "x" .. {} .. {} end))
-- expect: false	concat_events_in_a_long_chain.lua:35: attempt to concatenate a table value
local co = coroutine.wrap(function()
    local y = setmetatable({}, {__concat = function(x, z)
        local s = ""
        for i = 1, 3 do s = s .. coroutine.yield(i) end
        return s
    end})
    return "<" .. 1 .. y .. "-" .. y .. y .. "!" .. ">"
end)
local count, v = 0, co()
while type(v) == "number" do count = count + v v = co(count) end
print(v, count) -- expect: <1131518	18

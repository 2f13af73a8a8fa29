-- A <close> variable closes its file on every way out of the block.
local kept = {}
local function open(name)
    local f = io.open(name, "w")
    kept[#kept + 1] = f
    return f
end
local function leave(how)
    local f <close> = open(how)
    f:write(how)
    if how == "return" then return io.type(f) end
    if how == "error" then error("out", 0) end
    f:close()
    return io.type(f)
end
print(leave("return"), pcall(leave, "error")) -- expect: file	false	out
print(leave("early")) -- expect: closed file
for i = 1, 2 do
    local f <close> = open("loop" .. i)
    if i == 2 then f:write("second") break end
end
local co = coroutine.create(function()
    local f <close> = open("co")
    coroutine.yield(f:write("half"))
end)
coroutine.resume(co)
print(io.type(kept[#kept]), coroutine.close(co), io.type(kept[#kept]))
-- expect: file	true	closed file
local states = {}
for i, f in ipairs(kept) do states[i] = io.type(f) end
print(table.concat(states, ", "))
-- expect: closed file, closed file, closed file, closed file, closed file, closed file
print(io.open("return"):read("a"), io.open("error"):read("a")) -- expect: return	error
print(io.open("loop2"):read("a"), io.open("co"):read("a")) -- expect: second	half

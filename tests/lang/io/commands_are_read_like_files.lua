-- The output of a command is read with all formats.
-- skip torture: a running command is no part of a snapshot
local function command(text) return io.popen("printf '" .. text .. "'") end
print(command("1 2.5 0x10 x"):read("n", "n", "n", "n")) -- expect: 1	2.5	16	nil
print(command("one\\ntwo\\n\\nlast"):read("l", "L", "l", "a"))
-- expect: one	two
-- expect: 		last
print(#command("abcdef"):read(4), command("abc"):read(0) == "", command("").read(command(""), 0))
-- expect: 4	true	nil
local out = {}
for a, b in command("a1b2c3"):lines(1, "n") do out[#out + 1] = b .. a end
print(table.concat(out, " ")) -- expect: 1a 2b 3c
for line in command("x\\ny\\n"):lines() do
    print(line)
    -- expect: x
    -- expect: y
end
local pipe = command("left over")
print(pipe:read(4), io.type(pipe), pipe:read("a"), pipe:read("a") == "", pipe:read("l"))
-- expect: left	file	 over	true	nil
io.input(command("by default\\n2"))
print(io.read(), io.read("n"), io.read()) -- expect: by default	2	nil
print(io.close(io.input())) -- expect: true	exit	0
io.input(io.stdin)

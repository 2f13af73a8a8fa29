-- io.close without an argument closes the default output, once.
io.output("o.txt")
io.write("text")
print(io.close(), io.open("o.txt"):read("a")) -- expect: true	text
print(pcall(io.close)) -- expect: false	attempt to use a closed file
print(select(2, pcall(function() io.close() end)))
-- expect: closing_the_default_output.lua:6: attempt to use a closed file
print(pcall(io.write, "more")) -- expect: false	default output file is closed
print(pcall(io.flush)) -- expect: false	default output file is closed
print(tostring(io.output()), io.type(io.output())) -- expect: file (closed)	closed file
io.output(io.stdout)

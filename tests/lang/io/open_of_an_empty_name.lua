-- No file has an empty name.
print(io.open("")) -- expect: nil	: No such file or directory	2
print(io.open("", "w")) -- expect: nil	: No such file or directory	2
print(pcall(io.lines, "")) -- expect: false	cannot open file '' (No such file or directory)
print(pcall(io.input, "")) -- expect: false	cannot open file '' (No such file or directory)
print(pcall(io.output, "")) -- expect: false	cannot open file '' (No such file or directory)

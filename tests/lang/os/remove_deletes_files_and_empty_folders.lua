-- os.remove returns true, or nil, a message and the number of the error.
io.open("file", "w"):close()
print(os.remove("file")) -- expect: true
print(os.remove("file")) -- expect: nil	file: No such file or directory	2
print(os.remove("no/such/place")) -- expect: nil	no/such/place: No such file or directory	2
print(os.remove("")) -- expect: nil	: No such file or directory	2
os.execute("mkdir folder && touch folder/inside")
print(os.remove("folder")) -- expect: nil	folder: Directory not empty	39
print(os.remove("folder/inside/deeper"))
-- expect: nil	folder/inside/deeper: Not a directory	20
print(os.remove("folder/inside"), os.remove("folder"), io.open("folder"))
-- expect: true	true	nil	folder: No such file or directory	2
print(select("#", os.remove("file"))) -- expect: 3
io.open("cut", "w"):close()
print(os.remove("cut\0off"), io.open("cut"))
-- expect: true	nil	cut: No such file or directory	2
print(pcall(os.remove))
-- expect: false	bad argument #1 to 'os.remove' (string expected, got no value)
print(pcall(os.remove, {}))
-- expect: false	bad argument #1 to 'os.remove' (string expected, got table)

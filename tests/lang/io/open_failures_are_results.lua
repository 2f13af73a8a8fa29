-- A file that cannot be opened is nil, the name with the reason, and a number.
print(io.open("absent.txt")) -- expect: nil	absent.txt: No such file or directory	2
print(io.open("absent.txt", "r+")) -- expect: nil	absent.txt: No such file or directory	2
print(io.open("no/such/folder.txt", "w"))
-- expect: nil	no/such/folder.txt: No such file or directory	2
print(io.open("no/such/folder.txt", "a+"))
-- expect: nil	no/such/folder.txt: No such file or directory	2
print(io.open(".", "w")) -- expect: nil	.: Is a directory	21
print(io.open(".", "r+")) -- expect: nil	.: Is a directory	21
io.open("file.txt", "w"):close()
print(io.open("file.txt/inside")) -- expect: nil	file.txt/inside: Not a directory	20
print(select("#", io.open("absent.txt")), select("#", io.open("file.txt"))) -- expect: 3	1
print(select(4, io.open(("long"):rep(100))), select(3, io.open(("long"):rep(100), "w")))
-- expect: nil	36
print(io.open("cut\0off")) -- expect: nil	cut: No such file or directory	2

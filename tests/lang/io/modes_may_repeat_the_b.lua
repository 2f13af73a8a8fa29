-- Behind the letter and the + of a mode any number of b may stand, and nothing else.
io.open("m.txt", "wbbb"):write("text"):close()
print(io.open("m.txt", "rbb"):read("a"), io.open("m.txt", "r+bb"):read("a")) -- expect: text	text
print(pcall(io.open, "m.txt", "rb+")) -- expect: false	bad argument #2 to 'io.open' (invalid mode)
print(pcall(io.open, "m.txt", "r++")) -- expect: false	bad argument #2 to 'io.open' (invalid mode)
print(pcall(io.open, "m.txt", "bb")) -- expect: false	bad argument #2 to 'io.open' (invalid mode)

-- A format ends at its first zero byte.
print(string.packsize("\0 h"), string.packsize("i4\0q")) -- expect: 0	4
print(#string.pack("i1\0i1", 7), string.unpack("B\0B", "\7\8")) -- expect: 1	7	2
print(pcall(string.pack, "q\0")) -- expect: false	invalid format option 'q'

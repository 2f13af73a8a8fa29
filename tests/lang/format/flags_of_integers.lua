-- Flags, width and precision of integers are those of C.
print(("[%5d] [%-5d] [%05d] [%+d] [% d]"):format(42, 42, 42, 42, 42))
-- expect: [   42] [42   ] [00042] [+42] [ 42]
print(("[%5d] [%-5d] [%05d] [%+d] [% d]"):format(-42, -42, -42, -42, -42))
-- expect: [  -42] [-42  ] [-0042] [-42] [-42]
print(("[%.3d] [%8.3d] [%-8.3d] [%08.3d] [%.0d] [%+.0d]"):format(7, 7, 7, 7, 0, 0))
-- expect: [007] [     007] [007     ] [     007] [] [+]
print(("[%x] [%X] [%#x] [%#X] [%#x] [%08x] [%#08x]"):format(255, 255, 255, 255, 0, 255, 255))
-- expect: [ff] [FF] [0xff] [0XFF] [0] [000000ff] [0x0000ff]
print(("[%o] [%#o] [%#o] [%#.0o] [%#.5o] [%5o]"):format(8, 8, 0, 0, 8, 8))
-- expect: [10] [010] [0] [0] [00010] [   10]
print(("%d %x"):format(math.mininteger, math.mininteger))
-- expect: -9223372036854775808 8000000000000000
print(("%d %i %x"):format("12", 3.0, -1)) -- expect: 12 3 ffffffffffffffff
print(("[%5c] [%-5c] [%8s] [%-8s] [%.2s] [%5.1s]"):format(65, 66, "abc", "abc", "abc", "abc"))
-- expect: [    A] [B    ] [     abc] [abc     ] [ab] [    a]

-- os.difftime takes times, which are integers.
print(pcall(os.difftime, 1.5, 0))
-- expect: false	bad argument #1 to 'os.difftime' (number has no integer representation)
print(pcall(os.difftime, 0, 1.5))
-- expect: false	bad argument #2 to 'os.difftime' (number has no integer representation)
print(pcall(os.difftime, 1 / 0, 0))
-- expect: false	bad argument #1 to 'os.difftime' (number has no integer representation)
print(pcall(os.difftime, 0, 2 ^ 63))
-- expect: false	bad argument #2 to 'os.difftime' (number has no integer representation)
print(pcall(os.difftime, "1.5", 0))
-- expect: false	bad argument #1 to 'os.difftime' (number has no integer representation)
print(os.difftime(-0.0, 0), os.difftime(2.0, "1")) -- expect: 0.0	1.0

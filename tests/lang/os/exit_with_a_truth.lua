-- os.exit(false) is code 1.
-- exit: 1
print(pcall(os.exit, "x") == false) -- expect: true
io.write("written ")
io.write("and flushed\n") -- expect: written and flushed
os.exit(false)

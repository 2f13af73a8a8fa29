-- A folder can be opened, but not read.
print(loadfile(".")) -- expect: nil	cannot read .: Is a directory
print(pcall(dofile, ".")) -- expect: false	cannot read .: Is a directory
print(loadfile("not there.lua")) -- expect: nil	cannot open not there.lua: No such file or directory

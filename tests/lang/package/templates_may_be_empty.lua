-- An empty template is a file without a name; a number is a path, too.
print(package.searchpath("m", "")) -- expect: nil	no file ''
print(package.searchpath("m", ";"))
-- expect: nil	no file ''
-- expect: 	no file ''
print(package.searchpath("m", "a;;b"))
-- expect: nil	no file 'a'
-- expect: 	no file ''
-- expect: 	no file 'b'
print(package.searchpath("m", "?;"))
-- expect: nil	no file 'm'
-- expect: 	no file ''
print(package.searchpath("m", 5)) -- expect: nil	no file '5'
print(package.searchpath(7, "?/x")) -- expect: nil	no file '7/x'

-- The name is put into the whole path before the path is split.
local D = "./a_name_with_a_semicolon_splits_the_path.d/"
print(package.searchpath("no;" .. D .. "x", "?.lua", ""))
-- expect: ./a_name_with_a_semicolon_splits_the_path.d/x.lua
print(package.searchpath("a;b", "p/?.q;r/?"))
-- expect: nil	no file 'p/a'
-- expect: 	no file 'b.q'
-- expect: 	no file 'r/a'
-- expect: 	no file 'b'

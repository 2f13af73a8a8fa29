-- searchpath puts the name for each ? and gives the first file that can be read.
local D = "searchpath_finds_the_first_file.d/"
local function search(...) return (package.searchpath(...)) end
print(search("a", D .. "?.lua")) -- expect: searchpath_finds_the_first_file.d/a.lua
print(search("a", D .. "none/?.lua;" .. D .. "dir/?.lua;" .. D .. "?.lua"))
-- expect: searchpath_finds_the_first_file.d/dir/a.lua
print(search("dir.a", D .. "?.lua"), search("dir/a", D .. "?.lua"))
-- expect: searchpath_finds_the_first_file.d/dir/a.lua	searchpath_finds_the_first_file.d/dir/a.lua
print(search("b", D .. "?.txt"), search("b", D .. "?.lua"))
-- expect: searchpath_finds_the_first_file.d/b.txt	nil
print(search("x", D .. "a.lua"), search("", D .. "a.lua"))
-- expect: searchpath_finds_the_first_file.d/a.lua	searchpath_finds_the_first_file.d/a.lua
print(select("#", package.searchpath("a", D .. "?.lua"))) -- expect: 1
print(package.searchpath("no.such", "?.lua;" .. "?/?.x"))
-- expect: nil	no file 'no/such.lua'
-- expect: 	no file 'no/such/no/such.x'
print(select("#", package.searchpath("no", "?"))) -- expect: 2
print(search("c", D .. "dir/sub/?.lua;?") == search("dir.sub.c", D .. "?.lua")) -- expect: true

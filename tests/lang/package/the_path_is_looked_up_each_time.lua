-- package.path is read at each require; templates are tried from left to right.
local D = "./the_path_is_looked_up_each_time.d/"
package.searchers = {package.searchers[2]}
local function try(path)
    package.path, package.loaded.m = path, nil
    return select(2, pcall(require, "m"))
end
print(try(D .. "one/?.lua;" .. D .. "two/?.lua"))
-- expect: m of one	./the_path_is_looked_up_each_time.d/one/m.lua
print(try(D .. "two/?.lua;" .. D .. "one/?.lua"))
-- expect: m of two	./the_path_is_looked_up_each_time.d/two/m.lua
print(try(D .. "none/?.lua;" .. D .. "?.text"))
-- expect: m of a text file	./the_path_is_looked_up_each_time.d/m.text
print(try(D .. "?/?.lua;" .. D .. "one/m.lua"))
-- expect: m of one	./the_path_is_looked_up_each_time.d/one/m.lua
print(try("no file;?;x/?/y/?"))
-- expect: module 'm' not found:
-- expect: 	no file 'no file'
-- expect: 	no file 'm'
-- expect: 	no file 'x/m/y/m'
print(try(D .. "?.lua"))
-- expect: module 'm' not found:
-- expect: 	no file './the_path_is_looked_up_each_time.d/m.lua'
for _, path in ipairs({{}, true, print}) do print(try(path)) end
-- expect: 'package.path' must be a string
-- expect: 'package.path' must be a string
-- expect: 'package.path' must be a string
print(try(nil)) -- expect: 'package.path' must be a string

-- require looks into the table package.loaded first, whatever the field holds later.
package.path = "./loaded_is_looked_up_first.d/?.lua"
local loaded = package.loaded
print(loaded._G == _G, loaded.package == package, loaded.string == string) -- expect: true	true	true
local names = {}
for _, name in ipairs({"coroutine", "io", "math", "os", "package", "string", "table"}) do
    names[#names + 1] = tostring(require(name) == _G[name])
end
print(table.concat(names, " ")) -- expect: true true true true true true true
loaded.made = {"by hand"}
print(require("made")[1], select("#", require("made"))) -- expect: by hand	1
package.loaded = {}
print(require("made")[1], package.loaded.made) -- expect: by hand	nil
print((require("real")), loaded.real, package.loaded.real) -- expect: real	real	nil
package.loaded = loaded
local all = package
package = nil
print(require("made")[1], all.loaded.real) -- expect: by hand	real
all.loaded.math = nil
all.searchers = {}
print((pcall(require, "math"))) -- expect: false

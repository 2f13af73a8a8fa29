-- package.config has a line for each special character.
local lines = {}
for line in package.config:gmatch("[^\n]*") do lines[#lines + 1] = line end
print(#lines, table.concat(lines, " ", 1, 5), lines[6] == "") -- expect: 6	/ ; ? ! -	true
print(package.config:byte(1, -1)) -- expect: 47	10	59	10	63	10	33	10	45	10
print(type(package.path), type(package.cpath), type(package.loaded), type(package.preload))
-- expect: string	string	table	table
print(type(package.searchers), #package.searchers >= 2, type(package.searchpath))
-- expect: table	true	function
for i, searcher in ipairs(package.searchers) do assert(type(searcher) == "function", i) end
print(package.path:find("?.lua", 1, true) ~= nil, rawequal(require("package"), package))
-- expect: true	true

-- table.concat asks for the length even when it is given a range.
local log = {}
local list = setmetatable({}, {
    __len = function() log[#log + 1] = "#" return 3 end,
    __index = function(_, k) log[#log + 1] = k return "<" .. k .. ">" end,
})
local function show(result)
    print(table.concat(log, " "), "[" .. result .. "]")
    log = {}
end
show(table.concat(list)) -- expect: # 1 2 3	[<1><2><3>]
show(table.concat(list, "-", 2)) -- expect: # 2 3	[<2>-<3>]
show(table.concat(list, "-", 4)) -- expect: #	[]
show(table.concat(list, "-", 2, 3)) -- expect: # 2 3	[<2>-<3>]
show(table.concat(list, "", 0, 1)) -- expect: # 0 1	[<0><1>]
show(table.concat(list, "", -1, -1)) -- expect: # -1	[<-1>]

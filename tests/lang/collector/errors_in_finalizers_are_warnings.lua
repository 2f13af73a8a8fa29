-- An error in a finalizer does not reach the program, and the others run all the same.
warn("@off")
local log = {}
for i = 1, 3 do
    setmetatable({}, {__gc = function()
        log[#log + 1] = i
        if i == 2 then error("broken") end
        if i == 3 then error({}) end
    end})
end
setmetatable({}, {__gc = 42})
print(pcall(collectgarbage)) -- expect: true	0
table.sort(log)
print(table.concat(log, " ")) -- expect: 1 2 3

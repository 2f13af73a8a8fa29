-- A finalizer finds everything that its object leads to; weak values are gone by then,
-- weak keys are not.
local by_value = setmetatable({}, {__mode = "v"})
local by_key = setmetatable({}, {__mode = "k"})
do
    local part = {"part"}
    local x = setmetatable({part = part}, {__gc = function(o)
        print(o.part[1], by_value[1], by_key[o]) -- expect: part	nil	key
    end})
    by_value[1], by_key[x] = x, "key"
end
collectgarbage()
print(next(by_value)) -- expect: nil
collectgarbage()
print(next(by_key)) -- expect: nil

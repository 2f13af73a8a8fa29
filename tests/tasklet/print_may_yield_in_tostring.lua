-- A __tostring called by print or tostring may yield.
local mt = {__tostring = function(self) return coroutine.yield(self.name) end}
local a, b = setmetatable({name = "a"}, mt), setmetatable({name = "b"}, mt)
local co = coroutine.wrap(function()
    print(tostring(a) .. "+" .. tostring(b)) -- expect: first+second
    print(a, 1, b) -- expect: third	1	fourth
    return "end"
end)
local asked = {co(), co("first"), co("second"), co("third"), (co("fourth"))}
print(table.concat(asked, " ")) -- expect: a b a b end

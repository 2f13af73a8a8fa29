-- An error in a metamethod goes through the table function unchanged.
local function failing(event, value)
    local mt = {__len = function() return 2 end, __index = function() return "x" end}
    mt[event] = function() error(value, 0) end
    return setmetatable({}, mt)
end
local object = {}
for _, event in ipairs({"__len", "__index", "__newindex"}) do
    print(event, select(2, pcall(table.insert, failing(event, "insert"), 1, "v")),
          select(2, pcall(table.remove, failing(event, "remove"), 1)),
          select(2, pcall(table.concat, failing(event, "concat"))),
          select(2, pcall(table.remove, failing(event, object))) == object)
    -- expect: __len	insert	remove	concat	true
    -- expect: __index	insert	remove	concat	true
    -- expect: __newindex	insert	remove	xx	true
end
print(select(2, pcall(table.insert, setmetatable({}, {__len = function() error("here") end}), 1)))
-- expect: metamethod_errors_pass_through.lua:17: here

-- The fourth value of a generic for is closed at the end of the loop, however it ends.
local log = {}
local closer = setmetatable({}, {__close = function(_, e)
    log[#log + 1] = "closed " .. tostring(e)
end})
local function iterate(n)
    return function(_, i) if i < n then return i + 1 end end, nil, 0, closer
end
local function flush() local s = table.concat(log, ", ") log = {} return s end
for i in iterate(2) do log[#log + 1] = i end
print(flush()) -- expect: 1, 2, closed nil
for i in iterate(0) do log[#log + 1] = i end
print(flush()) -- expect: closed nil
for i in iterate(5) do if i == 2 then break end end
print(flush()) -- expect: closed nil
local function f() for i in iterate(5) do if i == 3 then return "returned " .. i end end end
print(f(), flush()) -- expect: returned 3	closed nil
print(pcall(function() for i in iterate(5) do error("E", 0) end end)) -- expect: false	E
print(flush()) -- expect: closed E
for i in iterate(5) do goto out end
::out::
print(flush()) -- expect: closed nil
print(pcall(function() for i in error, "in the iterator", 0, closer do end end))
-- expect: false	in the iterator
print(flush()) -- expect: closed in the iterator
print(select(2, pcall(function() for i in next, {}, nil, {} do end end)):match("variable.*"))
-- expect: variable '(for state)' got a non-closable value
for i in next, {}, nil, false do end
